using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gives the values of results to another consumer until one is an error.</summary>
/// <remarks><see cref="SearchConsumer{T, TEnd}"/> explains how errors stop other pieces, and why what is behind the first one does not matter.</remarks>
internal struct ResultConsumer<T, TError, TInner, TEnd>(TInner inner, SearchState<TEnd> state, long start)
    : IConsumer<ResultConsumer<T, TError, TInner, TEnd>, Result<T, TError>>
    where TInner : struct, IConsumer<TInner, T>
    where TEnd : struct, ISearchEnd
{
    private readonly SearchState<TEnd> _state = state;
    private readonly long _start = start;
    private TInner _inner = inner;
    private FirstError<TError> _failure;

    public readonly bool IsFull => _failure.IsThere || _inner.IsFull || _state.IsBeaten(_start);

    /// <summary>What the values were given to, if no result was an error.</summary>
    public readonly bool TryGetInner(out TInner inner, [MaybeNullWhen(true)] out TError error)
    {
        inner = _inner;
        error = _failure.Error;
        return !_failure.IsThere;
    }

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<Result<T, TError>>, allows ref struct
    {
        TInner inner = _inner;
        FirstError<TError> failure = default;
        inner.Fold(new Block<TBlock>(block, ref failure));
        _inner = inner;
        _failure = failure;
        if (failure.IsThere)
            _state.Found(_start);
    }

    public readonly ResultConsumer<T, TError, TInner, TEnd> Split(long leftSlots)
    {
        TInner inner = _inner;
        return new(inner.Split(leftSlots), _state, _start + leftSlots);
    }

    public void Combine(ResultConsumer<T, TError, TInner, TEnd> right)
    {
        if (_failure.IsThere)
            return;
        _failure = right._failure;
        if (!_failure.IsThere)
            _inner.Combine(right._inner);
    }

    /// <summary>The values of a block of results. After an error no result is computed any more, and no slot has a value.</summary>
    private readonly ref struct Block<TBlock>(TBlock block, ref FirstError<TError> failure) : IBlock<T>
        where TBlock : IBlock<Result<T, TError>>, allows ref struct
    {
        private readonly TBlock _block = block;
        private readonly ref FirstError<TError> _failure = ref failure;

        public int Length => _block.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
        {
            item = default;
            if (_failure.IsThere || !_block.TryGet(index, out Result<T, TError> result))
                return false;
            if (result.TryGetValue(out item, out TError? error))
                return true;
            _failure = new(error);
            return false;
        }
    }
}
