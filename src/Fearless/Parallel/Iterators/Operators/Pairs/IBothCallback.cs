namespace Fearless.Plumbing;

/// <summary>What is done with the producers of two opened sources.</summary>
internal interface IBothCallback<TFirst, TSecond, out TResult>
    where TFirst : allows ref struct
    where TSecond : allows ref struct
{
    /// <summary>Uses both, and returns only when every thread is done with them.</summary>
    TResult Run<TLeft, TRight>(TLeft left, TRight right)
        where TLeft : struct, IProducer<TFirst>
        where TRight : struct, IProducer<TSecond>;
}
