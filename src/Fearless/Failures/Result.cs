namespace Fearless;

/// <summary>Makes results whose type arguments the compiler infers.</summary>
public static class Result
{
    /// <summary>A success.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TError">The type of the error.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>A result that holds it.</returns>
    public static Result<T, TError> Ok<T, TError>(T value) => new(value);

    /// <summary>A failure.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TError">The type of the error.</typeparam>
    /// <param name="error">The error.</param>
    /// <returns>A result that holds it.</returns>
    public static Result<T, TError> Error<T, TError>(TError error) => new(error);
}
