namespace Fearless;

/// <summary>Refuses asynchronous delegates as jobs.</summary>
internal static class AsyncDelegates
{
    /// <summary>Whether a delegate that returns <typeparamref name="TResult"/> is an asynchronous one.</summary>
    public static bool IsAsync<TResult>() =>
        typeof(TResult) == typeof(Task) || typeof(TResult) == typeof(ValueTask) || typeof(Task).IsAssignableFrom(typeof(TResult));

    /// <summary>Throws if a delegate that returns <typeparamref name="TResult"/> is an asynchronous one.</summary>
    /// <exception cref="ArgumentException">It is; names <paramref name="argument"/>.</exception>
    public static void ThrowIfAsync<TResult>(string argument = "function")
    {
        if (IsAsync<TResult>())
        {
            throw new ArgumentException(
                "A job runs on a worker until it returns. This one would return at its first await, and nothing would wait for the rest or see it "
                + "fail. Await what is asynchronous outside, and pass what computes.",
                argument);
        }
    }
}
