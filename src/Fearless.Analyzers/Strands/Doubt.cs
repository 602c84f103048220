using Fearless.Analyzers.Memory;

namespace Fearless.Analyzers.Strands;

/// <summary>Something in a strand of which it is not known what it does, so that nothing is proved of it.</summary>
/// <param name="Rule">The rule that tells it.</param>
/// <param name="At">The code.</param>
/// <param name="Message">What is not known, why, and what helps.</param>
/// <param name="On">The objects that it is done to: where all of them are the strand's own, nobody else can meet it. Empty where it may be any.</param>
internal sealed record Doubt(DiagnosticDescriptor Rule, SyntaxNode At, string Message, ImmutableArray<Place> On)
{
    /// <summary>The same of other objects; <see langword="null"/> where nothing is left of them.</summary>
    public Doubt? Map(Func<Place, IEnumerable<Place>> replace)
    {
        if (On.IsEmpty)
            return this;
        ImmutableArray<Place> on = [.. On.SelectMany(replace)];
        return on.IsEmpty ? null : this with { On = on };
    }
}
