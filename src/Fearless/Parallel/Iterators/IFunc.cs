namespace Fearless;

/// <summary>A function as a struct, so that the JIT can inline it where a delegate would be called.</summary>
/// <remarks>Where an argument or the result is a reference, operators make a delegate of it: see
/// <see cref="ParallelIterator{TSource, T, TKind}"/> for the cost.</remarks>
/// <example>
/// <code>
/// double sum = numbers.Par().Select&lt;Square, double&gt;(default).Sum();
///
/// readonly struct Square : IFunc&lt;double, double&gt;
/// {
///     public double Invoke(double x) => x * x;
/// }
/// </code>
/// </example>
/// <typeparam name="T">The type of the argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public interface IFunc<in T, out TResult>
    where T : allows ref struct
    where TResult : allows ref struct
{
    /// <summary>Computes the result. Several threads call it at once.</summary>
    /// <param name="argument">The argument.</param>
    /// <returns>The result.</returns>
    TResult Invoke(T argument);
}
