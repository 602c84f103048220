namespace Fearless.Sorting;

/// <summary>What is to be done with an order, once its type is known: a generic method as a value.</summary>
internal interface IOrderUser
{
    /// <summary>Uses the order.</summary>
    /// <typeparam name="TItem">What is compared, or its erasure.</typeparam>
    /// <typeparam name="TOrder">The type of the order.</typeparam>
    void Use<TItem, TOrder>(TOrder order)
        where TOrder : struct, IOrder<TItem>;
}
