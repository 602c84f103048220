namespace Fearless.Tests.Channels;

/// <summary>A value that counts how often it was disposed.</summary>
internal sealed class Item : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public Exception? Failure { get; init; }

    public void Dispose()
    {
        Interlocked.Increment(ref _disposals);
        if (Failure is not null)
            throw Failure;
    }
}
