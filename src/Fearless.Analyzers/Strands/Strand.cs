using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Strands;

/// <summary>Code that may run beside the code after it: a delegate given to something that starts it, and all that it calls.</summary>
internal sealed class Strand
{
    private ILookup<Root, Access>? _byRoot;

    public Strand(SyntaxNode start, Scope scope, IEnumerable<Access> accesses)
    {
        Start = start;
        Scope = scope;
        Accesses = [.. accesses];
    }

    /// <summary>The call that starts it.</summary>
    public SyntaxNode Start { get; }

    /// <summary>What is made inside belongs to one instance.</summary>
    public Scope Scope { get; }

    /// <summary>What it does to memory that is not its own.</summary>
    public ImmutableArray<Access> Accesses { get; }

    /// <summary>Whether several instances of it run at the same time.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether the scope that it was started on waits for it.</summary>
    public bool IsScoped { get; init; }

    /// <summary>Strands that it starts and does not wait for: who waits for this one does not wait for those.</summary>
    public ImmutableArray<Strand> Children { get; init; } = [];

    public IEnumerable<Access> AccessesOf(Root root) => (_byRoot ??= Accesses.ToLookup(static access => access.Place.Root))[root];

    /// <summary>The same strand as another execution starts it.</summary>
    public Strand Replace(Substitution substitution) =>
        new(Start, Scope, Accesses.SelectMany(access => Replace(access, substitution)))
        {
            IsMany = IsMany,
            IsScoped = IsScoped,
            Children = [.. Children.Select(child => child.Replace(substitution))],
        };

    /// <summary>The same strand, each access replaced by some.</summary>
    public Strand Map(Func<Access, IEnumerable<Access>> replace) => new(Start, Scope, Accesses.SelectMany(replace))
    {
        IsMany = IsMany,
        IsScoped = IsScoped,
        Children = [.. Children.Select(child => child.Map(replace))],
    };

    public static IEnumerable<Access> Replace(Access access, Substitution substitution) =>
        substitution.Apply(access.Place)
            .Select(place => access with { Place = place, Locks = substitution.Apply(access.Locks), Facts = substitution.Apply(access.Facts), Timing = access.Timing.Replace(substitution) });
}
