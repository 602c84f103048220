using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Conflicts;

/// <summary>Compares what runs at the same time, and keeps the races.</summary>
/// <param name="budget">What may be spent on it.</param>
/// <param name="isSilent">Whether it compares nothing: for code that is looked at for what it does only.</param>
internal sealed class RaceFinder(Budget budget, bool isSilent = false)
{
    private readonly HashSet<(SyntaxNode, SyntaxNode)> _seen = [];
    private readonly List<Race> _races = [];

    /// <summary>The races; to be asked for at the end, as what is signaled may order two accesses that were compared before.</summary>
    public IReadOnlyList<Race> Races => [.. _races.Where(race => !race.Unless.Any(static holds => holds())).GroupBy(static race => race.Key).Select(static same => same.First())];

    public Signals Signals { get; } = new();

    /// <summary>Whether it compares nothing.</summary>
    public bool IsSilent => isSilent;

    /// <summary>Compares the instances of a body with one another.</summary>
    public void CompareInstances(Strand strand)
    {
        var another = new Substitution(strand.Scope, new Scope(null));
        Strand other = strand.Replace(another);
        foreach (Access access in strand.Accesses)
        {
            budget.CheckTime();
            foreach (Access twin in other.AccessesOf(access.Place.Root))
                Compare(access, strand.Scope, twin, strand.Scope, Meeting.Instances, strand);
        }
    }

    public void CompareStrands(Strand left, Strand right)
    {
        Meeting meeting = left.Start == right.Start && left.Accesses.Select(static access => access.At).Intersect(right.Accesses.Select(static access => access.At)).Any()
            ? Meeting.Instances
            : Meeting.Strands;
        foreach (Access access in left.Accesses)
        {
            budget.CheckTime();
            foreach (Access other in right.AccessesOf(access.Place.Root).Where(other => !other.Timing.Joined.Contains(left) && !access.Timing.Joined.Contains(right)))
                Compare(access, left.Scope, other, right.Scope, meeting, left);
        }
    }

    public void CompareWithContinuation(Access access, Scope execution, Strand live)
    {
        foreach (Access other in live.AccessesOf(access.Place.Root))
            Compare(other, live.Scope, access, execution, Meeting.Continuation, live);
    }

    private void Compare(Access left, Scope leftScope, Access right, Scope rightScope, Meeting meeting, Strand strand)
    {
        (Access first, Access second) = left.IsWrite || !right.IsWrite ? (left, right) : (right, left);
        if (isSilent || _seen.Contains((first.At, second.At)) || _seen.Contains((second.At, first.At)) || !ConflictTest.MayRace(first, second))
            return;
        ImmutableArray<Func<bool>> unless = [.. Signals.Between(left, leftScope, right, rightScope)];
        if (unless.IsEmpty)
            _seen.Add((first.At, second.At));
        _races.Add(new Race(first, second, meeting, strand) { Unless = unless });
    }
}
