using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The parts of work that the user's function splits.</summary>
/// <typeparam name="T">The type of the work.</typeparam>
public readonly struct SplitSource<T> : IParallelSource<T>
{
    private readonly T _work;
    private readonly TrySplit<T> _trySplit;

    internal SplitSource(T work, TrySplit<T> trySplit)
    {
        _work = work;
        _trySplit = trySplit;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => callback.Run(new Producer(new SplitWork<T>(_work, _trySplit)));

    private readonly struct Producer(SplitWork<T> work) : IProducer<T>
    {
        private readonly SplitWork<T> _work = work;

        // The whole, that all parts split off.
        public long Length => 1;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => _work.Fold(start, folder);

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer>(ref self)._work;
    }
}
