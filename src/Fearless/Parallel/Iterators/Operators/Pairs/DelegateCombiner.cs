namespace Fearless.Plumbing;

/// <summary>Makes what a delegate makes.</summary>
/// <typeparam name="TFirst">The type of the first.</typeparam>
/// <typeparam name="TSecond">The type of the second.</typeparam>
/// <typeparam name="TResult">The type of the item that they make.</typeparam>
public readonly struct DelegateCombiner<TFirst, TSecond, TResult> : ICombiner<TFirst, TSecond, TResult>
    where TFirst : allows ref struct
    where TSecond : allows ref struct
    where TResult : allows ref struct
{
    private readonly Func<TFirst, TSecond, TResult> _function;

    internal DelegateCombiner(Func<TFirst, TSecond, TResult> function) => _function = function;

    /// <inheritdoc/>
    public TResult Combine(TFirst first, TSecond second) => _function(first, second);
}
