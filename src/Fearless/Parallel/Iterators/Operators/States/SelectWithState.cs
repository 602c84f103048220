using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Projects each item with a state that no two calls use at once: a buffer, a random generator, a parser. Rayon's
    /// <c>map_init</c> and <c>map_with</c>.</summary>
    /// <remarks>
    /// A worker leases a state for a block of items and gives it back after that, so the state need not be safe for threads, and there are
    /// about as many as workers, however many items there are. Which items meet the same state depends on timing: it is for what
    /// serves the work, not for what is to be found out. States are made when they are needed. When the run has ended, however it
    /// ended, those that are <see cref="IDisposable"/> are disposed, on the calling thread.
    /// </remarks>
    /// <example>
    /// <code>
    /// byte[][] hashes = files.Par().Select(System.Security.Cryptography.SHA256.Create, static (sha, file) => sha.ComputeHash(File.ReadAllBytes(file))).ToArray();
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="stateFactory">Makes a state, by several workers at once.</param>
    /// <param name="selector">Called once for each item.</param>
    /// <returns>An iterator over the projected items, of the same kind.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stateFactory"/> or <paramref name="selector"/> is null.</exception>
    public static ParallelIterator<StatefulSource<TSource, T, TState, DelegateCombiner<TState, T, TResult>, TResult>, TResult, TKind> Select<TSource, T, TKind, TState, TResult>(
        this ParallelIterator<TSource, T, TKind> source, Func<TState> stateFactory, Func<TState, T, TResult> selector)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TResult : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(stateFactory);
        ArgumentNullException.ThrowIfNull(selector);
        return new(new(source.Source, stateFactory, new(selector)), source.Options);
    }
}
