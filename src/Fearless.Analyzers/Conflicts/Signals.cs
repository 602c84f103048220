using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>One execution that signals.</summary>
/// <param name="On">The event, count or barrier.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Initial">What it was made with: the count, how many take part, zero for an event that is not set; null where that is not known.</param>
/// <param name="Signaler">The execution.</param>
/// <param name="Site">What tells executions of one piece of code from those of others.</param>
/// <param name="Times">How often such executions signal while the object lives; null where that is not known.</param>
/// <param name="MayRepeat">Whether one execution may signal again.</param>
internal sealed record Signal(Place On, SignalKind Kind, Polynomial? Initial, Scope Signaler, object Site, Polynomial? Times, bool MayRepeat);

/// <summary>More are counted than something was made for.</summary>
/// <param name="On">The count or group.</param>
/// <param name="By">The execution that does so.</param>
/// <param name="At">The code.</param>
/// <param name="Times">How many more in all; null where that is not known.</param>
internal sealed record Enlistment(Place On, Scope By, SyntaxNode At, Polynomial? Times);

/// <summary>That one access comes before another if all signals are as they have to be, which is known only when all of them were seen.</summary>
/// <param name="On">What the later one waits for.</param>
/// <param name="Signaler">The execution of the earlier one.</param>
/// <param name="Other">The other execution, where it has to take part as well.</param>
internal readonly record struct Ordering(Place On, Scope Signaler, Scope? Other);

/// <summary>
/// What was signaled by whom. Who waits for an event knows what happened before it in whoever set it: if only one can have, only once it was
/// made, and it was not set before. Who waits for a count, or at a barrier, knows it of all that signal: if these are as many as it was made for.
/// </summary>
internal sealed class Signals
{
    private readonly List<Signal> _signals = [];
    private readonly HashSet<Place> _reset = [];
    private readonly List<Enlistment> _enlisted = [];

    /// <summary>The flags and counts that are written by hand.</summary>
    public Words Words { get; } = new();

    /// <summary>Whether anything was signaled, waited for or reset.</summary>
    public bool Any { get; private set; }

    public void Add(Signal signal)
    {
        Any = true;
        _signals.Add(signal);
    }

    /// <summary>Something is waited for.</summary>
    public void Await() => Any = true;

    /// <summary>An event is unset again, or a count begun anew: nothing follows from waiting for it.</summary>
    public void Reset(Place on)
    {
        Any = true;
        _reset.Add(on);
    }

    /// <summary>More take part.</summary>
    public void Add(Enlistment enlistment)
    {
        Any = true;
        _enlisted.Add(enlistment);
    }

    /// <summary>What was made in a round of a loop, as later rounds see it.</summary>
    public void Age(Scope round, Substitution substitution)
    {
        Words.Age(round, substitution);
        foreach (Signal signal in _signals.Where(signal => round.Contains(signal.On.Root.Scope)).ToArray())
            _signals.AddRange(substitution.Apply(signal.On).Select(on => signal with { On = on }));
        foreach (Place reset in _reset.Where(place => round.Contains(place.Root.Scope)).ToArray())
            _reset.UnionWith(substitution.Apply(reset));
        foreach (Enlistment enlisted in _enlisted.Where(enlisted => round.Contains(enlisted.On.Root.Scope)).ToArray())
            _enlisted.AddRange(substitution.Apply(enlisted.On).Select(on => enlisted with { On = on }));
    }

    /// <summary>The orders that two accesses may be in, by what they waited for: each to be asked whether it is one, when all signals are known.</summary>
    public IEnumerable<Func<bool>> Between(Access left, Scope leftScope, Access right, Scope rightScope)
    {
        (leftScope, rightScope) = (left.Execution ?? leftScope, right.Execution ?? rightScope);
        IEnumerable<Func<bool>> waits = Waits(left, leftScope, right, rightScope).Select(ordering => (Func<bool>)(() => Holds(ordering)));
        return Words.MayOrder(left, right) ? waits.Append(() => Words.Order(left, leftScope, right, rightScope)) : waits;
    }

    private static IEnumerable<Ordering> Waits(Access left, Scope leftScope, Access right, Scope rightScope)
    {
        foreach (Place on in right.Timing.Awaited.Except(left.Timing.Signaled))
            yield return new Ordering(on, leftScope, null);
        foreach (Place on in left.Timing.Awaited.Except(right.Timing.Signaled))
            yield return new Ordering(on, rightScope, null);
        foreach (Place barrier in left.Timing.Phases.Keys.Union(right.Timing.Phases.Keys))
        {
            if (left.Timing.PhaseOf(barrier) is { } phase && right.Timing.PhaseOf(barrier) is { } other
                && !ConflictTest.MayRace(left with { Facts = left.Facts.WithZero(phase - other) }, right))
                yield return new Ordering(barrier, leftScope, rightScope);
        }
    }

    private static Polynomial? Sum(IEnumerable<Polynomial?> numbers) =>
        numbers.Aggregate((Polynomial?)Polynomial.Zero, static (sum, number) => sum is null || number is null ? null : sum + number);

    private bool Holds(Ordering ordering)
    {
        Signal[] all = [.. _signals.Where(signal => signal.On.Equals(ordering.On))];
        if (all is not [var first, ..] || _reset.Contains(ordering.On) || !TakesPart(ordering.Signaler) || (ordering.Other is { } other && !TakesPart(other)))
            return false;
        // Who enlists itself may do so after the others were waited for.
        Enlistment[] enlisted = [.. _enlisted.Where(one => one.On.Equals(ordering.On))];
        if (Array.Exists(enlisted, one => TakesPart(one.By) && one.By == ordering.Signaler))
            return false;
        if (first.Kind == SignalKind.Group)
            return true;
        // Any message may have been the first one that was sent.
        if (first.Kind == SignalKind.Message)
            return all.Select(static signal => signal.Site).Distinct().Count() == 1 && first.Times?.Value == 1;
        if (first.Initial is null || !all.All(signal => Equals(signal.Initial, first.Initial)))
            return false;
        Signal[] sites = [.. all.GroupBy(static signal => signal.Site).Select(static site => site.First())];
        if (first.Kind == SignalKind.Event)
            return sites.Length == 1 && first.Initial.Value == 0 && first.Times?.Value == 1;
        IEnumerable<Polynomial?> more = enlisted.GroupBy(static one => one.At).Select(static same => same.First().Times);
        return (first.Kind == SignalKind.Phase || !Array.Exists(all, static signal => signal.MayRepeat))
            && Sum(sites.Select(static site => site.Times)) is { } signals && Sum(more.Prepend(first.Initial)) is { } expected && signals.Equals(expected);

        bool TakesPart(Scope execution) => Array.Exists(all, signal => signal.Signaler == execution);
    }
}
