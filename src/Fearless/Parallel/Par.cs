namespace Fearless;

/// <summary>Forks and joins on the pool of the current worker, or on the default pool.</summary>
public static class Par
{
    /// <summary>Runs both jobs, possibly at the same time.</summary>
    public static void Join<TLeft, TRight>(ref TLeft left, ref TRight right)
        where TLeft : struct, IForkJob
        where TRight : struct, IForkJob
    {
        left.Execute(default);
        right.Execute(default);
    }

    /// <summary>Runs both, possibly at the same time.</summary>
    public static void Join(Action left, Action right)
    {
        left();
        right();
    }

    /// <summary>Runs both, possibly at the same time.</summary>
    public static (TLeft Left, TRight Right) Join<TLeft, TRight>(Func<TLeft> left, Func<TRight> right) => (left(), right());

    /// <summary>Runs both, possibly at the same time.</summary>
    public static (TLeft Left, TRight Right) Join<TState, TLeft, TRight>(TState state, Func<TState, TLeft> left, Func<TState, TRight> right) =>
        (left(state), right(state));
}
