namespace Fearless.Tests.Channels.Losses;

/// <summary>What happened to one message.</summary>
internal sealed class Message : IDisposable
{
    private int _delivered;
    private int _returned;
    private int _disposed;

    public int Ends => _delivered + _returned + _disposed;

    public (int Delivered, int Returned, int Disposed) Counts => (_delivered, _returned, _disposed);

    public void Deliver() => Interlocked.Increment(ref _delivered);

    public void Return() => Interlocked.Increment(ref _returned);

    public void Dispose() => Interlocked.Increment(ref _disposed);

    public override string ToString() => $"delivered {_delivered} times, returned {_returned}, disposed {_disposed}";
}
