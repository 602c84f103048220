using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>The nodes of a tree.</summary>
/// <typeparam name="T">The type of the nodes.</typeparam>
public readonly struct TreeSource<T> : IParallelSource<T>
{
    private readonly T _root;
    private readonly Func<T, IEnumerable<T>> _childrenOf;
    private readonly WalkOrder _order;

    internal TreeSource(T root, Func<T, IEnumerable<T>> childrenOf, WalkOrder order)
    {
        _root = root;
        _childrenOf = childrenOf;
        _order = order;
    }

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct =>
        callback.Run(new Producer(new TreeWalk<T>(TreePart<T>.Of(_root, _childrenOf, _order))));

    private readonly struct Producer(TreeWalk<T> walk) : IProducer<T>
    {
        private readonly TreeWalk<T> _walk = walk;

        // The root's, that all others split off.
        public long Length => 1;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<T>, allows ref struct => _walk.Fold(start, folder);

        // SAFETY: callers pass the type on which they call this, which is this type.
        static LiveSlots? IProducer<T>.GetLiveSlots<TSelf>(TSelf self) => Unsafe.As<TSelf, Producer>(ref self)._walk;
    }
}
