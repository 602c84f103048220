namespace Fearless;

/// <summary>An action as a struct, so that the JIT can inline it where a delegate would be called: see
/// <see cref="IFunc{T, TResult}"/>.</summary>
/// <typeparam name="T">The type of the argument.</typeparam>
public interface IAction<in T>
    where T : allows ref struct
{
    /// <summary>Acts. Several threads call it at once.</summary>
    /// <param name="argument">The argument.</param>
    void Invoke(T argument);
}
