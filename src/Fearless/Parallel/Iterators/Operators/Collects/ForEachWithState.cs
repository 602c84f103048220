using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Calls <paramref name="action"/> with every item and a state of the piece that the item is in: a buffer, a random generator, a
    /// connection. Rayon's <c>for_each_init</c>.</summary>
    /// <remarks>Each piece of the work makes one state and calls the action with it on one thread at a time, so the state need not be safe for
    /// threads. How many pieces there are depends on the workers: some ten for each. A state is not disposed; keep what must be in a pool of your own.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="stateFactory">Makes a state, by several workers at once.</param>
    /// <param name="action">Called once for each item.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stateFactory"/> or <paramref name="action"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void ForEach<TSource, T, TKind, TState>(
        this ParallelIterator<TSource, T, TKind> source, Func<TState> stateFactory, Action<TState, T> action)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(stateFactory);
        ArgumentNullException.ThrowIfNull(action);
        source.Drive(new StatefulConsumer<T, TState>(stateFactory, action));
    }
}
