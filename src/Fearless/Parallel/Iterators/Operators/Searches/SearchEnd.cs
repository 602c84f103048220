using Fearless.Atomics;

namespace Fearless;

/// <summary>Which of the items that are found a search wants: and so, which pieces of the work cannot change its result any more.</summary>
internal interface ISearchEnd
{
    /// <summary>Whether the search ends in a piece with the first item found there, or goes on to the last one.</summary>
    static abstract bool WantsFirst { get; }

    /// <summary>Whether the piece that begins at <paramref name="start"/> cannot change the result, given where the best so far was
    /// found.</summary>
    static abstract bool IsBeaten(long start, long best);

    /// <summary>What is worse than every place.</summary>
    static abstract long Worst { get; }
}

/// <summary>The first item: what is to the right of a piece that found one does not matter.</summary>
internal readonly struct FirstEnd : ISearchEnd
{
    public static bool WantsFirst => true;

    public static long Worst => long.MaxValue;

    public static bool IsBeaten(long start, long best) => start > best;
}

/// <summary>The last item: what is to the left of a piece that found one does not matter.</summary>
internal readonly struct LastEnd : ISearchEnd
{
    public static bool WantsFirst => false;

    public static long Worst => long.MinValue;

    public static bool IsBeaten(long start, long best) => start < best;
}

/// <summary>Any item: when one is found nothing else matters.</summary>
internal readonly struct AnyEnd : ISearchEnd
{
    public static bool WantsFirst => true;

    public static long Worst => long.MaxValue;

    public static bool IsBeaten(long start, long best) => best != long.MaxValue;
}

/// <summary>Where the best item so far was found: shared by all pieces of a search.</summary>
internal sealed class SearchState<TEnd>
    where TEnd : struct, ISearchEnd
{
    private AtomicLong _best = new(TEnd.Worst);

    // RACE: an old answer costs a piece some work that is thrown away, and nothing else.
    public bool IsBeaten(long start) => TEnd.IsBeaten(start, _best.ReadRelaxed());

    /// <summary>Says that something was found in the piece that begins at <paramref name="start"/>.</summary>
    public void Found(long start)
    {
        long best = _best.ReadRelaxed();
        while (!TEnd.IsBeaten(start, best) && start != best)
        {
            long seen = _best.CompareExchange(best, start);
            if (seen == best)
                return;
            best = seen;
        }
    }
}
