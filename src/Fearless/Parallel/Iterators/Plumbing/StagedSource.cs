using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A source followed by a stage.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="TIn">The type of its items.</typeparam>
/// <typeparam name="TStage">The type of the stage.</typeparam>
/// <typeparam name="TOut">The type of the items after it.</typeparam>
public readonly ref struct StagedSource<TSource, TIn, TStage, TOut> : IParallelSource<TOut>
    where TSource : IParallelSource<TIn>, allows ref struct
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TSource _source;
    private readonly TStage _stage;

    internal StagedSource(TSource source, TStage stage)
    {
        _source = source;
        _stage = stage;
    }

    internal TSource Source => _source;

    internal TStage Stage => _stage;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<TOut, TResult>, allows ref struct
    {
        // Whoever opens a source of references like this wants them as they are, and so they stay from the start.
        if (typeof(TIn).IsValueType || !typeof(TOut).IsValueType)
            return _source.Open<StagedCallback<TIn, TStage, TOut, TCallback, TResult>, TResult>(new(callback, _stage));

        return TSource.OpenErased<TSource, StagedCallback<Reference, ErasedStage<Reference, TOut>, TOut, TCallback, TResult>, TResult>(
            _source, new(callback, ErasedStage<Reference, TOut>.Of<TStage, TIn, TOut>(_stage)));
    }

    static TResult IParallelSource<TOut>.OpenErased<TSelf, TCallback, TResult>(TSelf self, TCallback callback)
    {
        // SAFETY: callers pass the type on which they call this, which is this type; a cast cannot say so, because a ref struct cannot be
        // boxed.
        ref StagedSource<TSource, TIn, TStage, TOut> staged = ref Unsafe.As<TSelf, StagedSource<TSource, TIn, TStage, TOut>>(ref self);

        if (typeof(TIn).IsValueType)
        {
            return staged._source.Open<StagedCallback<TIn, ErasedStage<TIn, Reference>, Reference, TCallback, TResult>, TResult>(
                new(callback, ErasedStage<TIn, Reference>.Of<TStage, TIn, TOut>(staged._stage)));
        }
        return TSource.OpenErased<TSource, StagedCallback<Reference, ErasedStage<Reference, Reference>, Reference, TCallback, TResult>, TResult>(
            staged._source, new(callback, ErasedStage<Reference, Reference>.Of<TStage, TIn, TOut>(staged._stage)));
    }
}
