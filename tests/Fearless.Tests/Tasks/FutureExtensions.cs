namespace Fearless.Tests.Tasks;

internal static class FutureExtensions
{
    public static async Future AsFuture(this DelayAwaitable delay) => await delay;

    public static async Future AsFuture(this TaskHandle handle) => await handle;

    /// <summary>Waits for the end, and takes a cancellation for one.</summary>
    public static async Future WithoutCancellation(this Future future)
    {
        try
        {
            await future;
        }
        catch (OperationCanceledException)
        {
            // What the test is about.
        }
    }
}
