namespace Fearless.Tests.Threads;

/// <summary>Counts how often it is disposed; can fail to be.</summary>
internal sealed class Resource(Exception? failure = null) : IDisposable
{
    public int Disposals;

    public int Value { get; set; }

    public void Dispose()
    {
        Interlocked.Increment(ref Disposals);
        if (failure is not null)
            throw failure;
    }
}
