using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Calls <paramref name="action"/> with every item and a state that no two calls use at once: a buffer, a random generator, a
    /// connection. Rayon's <c>for_each_init</c>.</summary>
    /// <remarks>States are as those of
    /// <see cref="Select{TSource, T, TKind, TState, TResult}(ParallelIterator{TSource, T, TKind}, Func{TState}, Func{TState, T, TResult})"/>.
    /// </remarks>
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
        var results = new StatefulSource<TSource, T, TState, ActionCombiner<TState, T>, Unit>(source.Source, stateFactory, new(action));
        new ParallelIterator<StatefulSource<TSource, T, TState, ActionCombiner<TState, T>, Unit>, Unit, TKind>(results, source.Options)
            .Drive(default(CountConsumer<Unit>));
    }
}
