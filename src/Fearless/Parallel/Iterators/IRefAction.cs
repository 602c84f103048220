namespace Fearless;

/// <summary>An action on an item in place, as a struct, so that the JIT can inline it where a <see cref="RefAction{T}"/> would be
/// called.</summary>
/// <example>
/// <code>
/// samples.Par().ForEach(default(Doubling));
///
/// readonly struct Doubling : IRefAction&lt;double&gt;
/// {
///     public void Invoke(ref double item) => item *= 2;
/// }
/// </code>
/// </example>
/// <typeparam name="T">The type of the item.</typeparam>
public interface IRefAction<T>
{
    /// <summary>Acts. Several threads call it at once, each with another item.</summary>
    /// <param name="item">The item.</param>
    void Invoke(ref T item);
}
