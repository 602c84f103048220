namespace Fearless.Analyzers.Patterns;

/// <summary>Something to reconsider in the code of a member.</summary>
internal abstract class Pattern
{
    /// <summary>A member that mentions none of these names is not looked at; see <see cref="MemberNames"/>.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>Where it is found.</summary>
    /// <param name="method">The member.</param>
    /// <param name="body">All of its code, lambdas among it.</param>
    /// <param name="compilation">What it is part of.</param>
    public abstract IEnumerable<Diagnostic> FindIn(IMethodSymbol method, IOperation body, Compilation compilation);

    protected static Diagnostic Tell(DiagnosticDescriptor rule, SyntaxNode at, string message) => Diagnostic.Create(rule, at.GetLocation(), message);
}
