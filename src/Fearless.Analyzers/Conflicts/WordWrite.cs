using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>A number, or a flag, that is written where others may read it.</summary>
/// <param name="On">The word.</param>
/// <param name="At">The code.</param>
/// <param name="Writer">The execution.</param>
/// <param name="Site">What tells executions of one piece of code from those of others.</param>
internal sealed record WordWrite(Place On, SyntaxNode At, Scope Writer, object Site)
{
    /// <summary>What is written; <see langword="null"/> where that is not known.</summary>
    public Polynomial? Value { get; init; }

    /// <summary>By how much the word is changed, where it is read and written in one step.</summary>
    public Polynomial? Step { get; init; }

    /// <summary>How many executions do it while the word lives; <see langword="null"/> where that is not known.</summary>
    public Polynomial? Times { get; init; }

    /// <summary>What is executed more than once, and each time makes another execution that writes; <see langword="null"/> where there is but one.</summary>
    public Scope? Repeated { get; init; }

    /// <summary>What is known where it is written.</summary>
    public Facts Facts { get; init; } = Facts.None;

    /// <summary>What the execution has done before.</summary>
    public Timing Timing { get; init; } = Timing.None;

    /// <summary>Whether who reads what was written knows what was done before: it is atomic, or under a lock.</summary>
    public bool Orders { get; init; }

    /// <summary>Whether nothing else runs.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether the execution may have done it before already.</summary>
    public bool IsRepeated => Timing.Written.Contains((On, At));

    /// <summary>The same of other objects.</summary>
    public IEnumerable<WordWrite> Replace(Substitution substitution) => substitution.Apply(On).Select(on => this with
    {
        On = on,
        Value = Value is null ? null : substitution.Apply(Value),
        Step = Step is null ? null : substitution.Apply(Step),
        Facts = substitution.Apply(Facts),
        Timing = Timing.Replace(substitution),
    });
}
