using Fearless.Plumbing;

namespace Fearless;

/// <summary>Gathers the values of results, and the errors.</summary>
internal struct PartitionResultsConsumer<T, TError> : IConsumer<PartitionResultsConsumer<T, TError>, Result<T, TError>>
{
    private GatherConsumer<T> _values;
    private GatherConsumer<TError> _errors;

    public readonly GatherConsumer<T> Values => _values;

    public readonly GatherConsumer<TError> Errors => _errors;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<Result<T, TError>>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (!block.TryGet(index, out Result<T, TError> result))
                continue;
            if (result.TryGetValue(out T? value, out TError? error))
                _values.Add(value);
            else
                _errors.Add(error);
        }
    }

    public readonly PartitionResultsConsumer<T, TError> Split(long leftSlots) => default;

    public void Combine(PartitionResultsConsumer<T, TError> right)
    {
        _values.Combine(right._values);
        _errors.Combine(right._errors);
    }
}
