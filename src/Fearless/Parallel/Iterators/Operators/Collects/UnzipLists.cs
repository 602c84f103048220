namespace Fearless;

/// <summary>The ends of two lists.</summary>
internal static class UnzipLists
{
    /// <summary>Appends <paramref name="count"/> places to both and has them filled. If anything throws, both hold what they held.</summary>
    public static void Fill<TFirst, TSecond, TState>(
        List<TFirst> firsts, List<TSecond> seconds, long count, TState state, Action<TState, ListTarget<TFirst, TFirst>, ListTarget<TSecond, TSecond>> fill) =>
        ListEnd.Fill<TFirst, TFirst, (List<TSecond> Seconds, long Count, TState State, Action<TState, ListTarget<TFirst, TFirst>, ListTarget<TSecond, TSecond>> Fill)>(
            firsts,
            count,
            (seconds, count, state, fill),
            static (outer, firstPlaces) => ListEnd.Fill<TSecond, TSecond, (TState State, ListTarget<TFirst, TFirst> FirstPlaces, Action<TState, ListTarget<TFirst, TFirst>, ListTarget<TSecond, TSecond>> Fill)>(
                outer.Seconds,
                outer.Count,
                (outer.State, firstPlaces, outer.Fill),
                static (inner, secondPlaces) => inner.Fill(inner.State, inner.FirstPlaces, secondPlaces)));
}
