using Fearless.Plumbing;

namespace Fearless;

/// <summary>Folds the items of each piece into an accumulator of its own, and combines those from left to right, until something is an error.</summary>
/// <remarks><see cref="SearchConsumer{T, TEnd}"/> explains how errors stop other pieces, and why what is behind the first one does not matter.</remarks>
internal struct TryFoldConsumer<T, TAccumulate, TError, TEnd>(TryFoldConsumer<T, TAccumulate, TError, TEnd>.Plan plan, long start)
    : IConsumer<TryFoldConsumer<T, TAccumulate, TError, TEnd>, T>
    where T : allows ref struct
    where TEnd : struct, ISearchEnd
{
    private readonly Plan _plan = plan;
    private readonly long _start = start;
    private TAccumulate? _value;
    private bool _hasValue;
    private FirstError<TError> _failure;

    public readonly bool IsFull => _failure.IsThere || _plan.Errors.IsBeaten(_start);

    public readonly Result<TAccumulate, TError> GetResult() => _failure.IsThere ? new(_failure.Error!) : new(GetValue());

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        Func<TAccumulate, T, Result<TAccumulate, TError>> fold = _plan.Fold;
        TAccumulate value = GetValue();
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out T? item))
                continue;
            if (!fold(value, item).TryGetValue(out value!, out TError? error))
            {
                Fail(error);
                return;
            }
        }
        _value = value;
        _hasValue = true;
    }

    public readonly TryFoldConsumer<T, TAccumulate, TError, TEnd> Split(long leftSlots) => new(_plan, _start + leftSlots);

    public void Combine(TryFoldConsumer<T, TAccumulate, TError, TEnd> right)
    {
        if (_failure.IsThere)
            return;
        if (right._failure.IsThere)
        {
            _failure = right._failure;
            return;
        }
        if (!right._hasValue)
            return;
        if (!_hasValue)
            _value = right._value;
        else if (!_plan.Combine(_value!, right._value!).TryGetValue(out _value, out TError? error))
            Fail(error);
        _hasValue = true;
    }

    private readonly TAccumulate GetValue() => _hasValue ? _value! : _plan.Seed();

    private void Fail(TError error)
    {
        _failure = new(error);
        _plan.Errors.Found(_start);
    }

    /// <summary>What all pieces share.</summary>
    internal sealed class Plan(
        Func<TAccumulate> seed, Func<TAccumulate, T, Result<TAccumulate, TError>> fold, Func<TAccumulate, TAccumulate, Result<TAccumulate, TError>> combine)
    {
        public readonly Func<TAccumulate> Seed = seed;
        public readonly Func<TAccumulate, T, Result<TAccumulate, TError>> Fold = fold;
        public readonly Func<TAccumulate, TAccumulate, Result<TAccumulate, TError>> Combine = combine;
        public readonly SearchState<TEnd> Errors = new();
    }
}
