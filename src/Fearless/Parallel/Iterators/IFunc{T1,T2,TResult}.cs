namespace Fearless;

/// <summary>A function of two arguments as a struct: see <see cref="IFunc{T, TResult}"/>.</summary>
/// <example>
/// <code>
/// double product = numbers.Par().Aggregate(1, default(Times));
///
/// readonly struct Times : IFunc&lt;double, double, double&gt;
/// {
///     public double Invoke(double left, double right) => left * right;
/// }
/// </code>
/// </example>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <typeparam name="T2">The type of the second argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public interface IFunc<in T1, in T2, out TResult>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where TResult : allows ref struct
{
    /// <summary>Computes the result. Several threads call it at once.</summary>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <returns>The result.</returns>
    TResult Invoke(T1 first, T2 second);
}
