namespace Fearless.Tests.Channels.Losses;

/// <summary>Cancels a token again and again, and makes a new one.</summary>
internal sealed class Canceller : IDisposable
{
    private CancellationTokenSource _source = new();
    private bool _stop;

    public CancellationToken Token => Volatile.Read(ref _source).Token;

    public void Run(int seed)
    {
        var random = new Random(seed);
        while (!Volatile.Read(ref _stop))
        {
            for (int pause = random.Next(200); pause > 0; pause--)
                Thread.SpinWait(1);
            CancellationTokenSource old = Volatile.Read(ref _source);
            Volatile.Write(ref _source, new CancellationTokenSource());
            old.Cancel();
            Thread.Yield();
        }
        Volatile.Read(ref _source).Cancel();
    }

    public void Stop() => Volatile.Write(ref _stop, true);

    public void Dispose()
    {
    }
}
