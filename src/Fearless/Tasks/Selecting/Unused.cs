namespace Fearless.Tasks;

/// <summary>What becomes of results that nobody has a use for.</summary>
internal static class Unused
{
    /// <summary>Disposes <paramref name="value"/>, if it can be.</summary>
    public static async Future DisposeAsync<T>(T value)
    {
        if (value is IDisposable disposable)
            disposable.Dispose();
        else if (value is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
    }
}
