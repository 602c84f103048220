using Fearless;
using Fearless.Channels;

namespace WebServer.Tiles;

/// <summary>Brings tiles from a server's tasks to the cores and back: a bounded channel in, a thread that gives what has come in to all workers at
/// once, and an answer for each. Where more comes in than is computed it says so at once, so that nobody waits in a queue that only grows.</summary>
/// <remarks>It does not know who serves: a loop of this library, or ASP.NET.</remarks>
public sealed class TilePipeline : IDisposable
{
    private const int LargestBatch = 16;

    private readonly Sender<Job> _jobs;
    private readonly Func<Tile, byte[]> _render;
    private readonly Action<Exception> _reportFailure;
    private readonly Thread _thread;

    /// <param name="capacity">How many tiles may wait.</param>
    /// <param name="render">Computes a tile, on a worker.</param>
    /// <param name="reportFailure">Told what <paramref name="render"/> threw. Whoever waits for that tile learns that it will not come.</param>
    public TilePipeline(int capacity, Func<Tile, byte[]> render, Action<Exception> reportFailure)
    {
        (_jobs, Receiver<Job> jobs) = Channel.Bounded<Job>(capacity);
        _render = render;
        _reportFailure = reportFailure;
        _thread = new Thread(() => Work(jobs)) { Name = "Tiles" };
        _thread.Start();
    }

    /// <summary>Begins to compute a tile, if there is room for it.</summary>
    /// <param name="tile">Which.</param>
    /// <param name="picture">Where to wait for it, as a PNG file; who disposes of it instead no longer wants it.</param>
    /// <returns>False when too many wait.</returns>
    public bool TryBegin(Tile tile, out OneshotReceiver<byte[]> picture)
    {
        (OneshotSender<byte[]> reply, picture) = Channel.Oneshot<byte[]>();
        if (_jobs.TrySend(new Job(tile, reply)) == SendResult.Sent)
            return true;
        reply.Dispose();
        picture.Dispose();
        return false;
    }

    /// <summary>Takes no more tiles; waits until those that were begun are there.</summary>
    public void Dispose()
    {
        _jobs.Dispose();
        _thread.Join();
    }

    private void Work(Receiver<Job> jobs)
    {
        using (jobs)
        {
            var batch = new Job[LargestBatch];
            // It ends when the sender is gone and everything was received.
            while (jobs.ReceiveMany(batch, out int count) == ReceiveResult.Received)
            {
                batch.AsMemory(0, count).Par().ForEach(Answer);
                Array.Clear(batch, 0, count);
            }
        }
    }

    // A client that has left in the meantime costs nothing. The reply is disposed of in any case, by which who waits for it learns that it will
    // not come.
    private void Answer(Job job)
    {
        using OneshotSender<byte[]> reply = job.Reply;
        if (reply.IsDisconnected)
            return;
        try
        {
            reply.TrySend(_render(job.Tile));
        }
        catch (Exception exception)
        {
            _reportFailure(exception);
        }
    }

    private readonly record struct Job(Tile Tile, OneshotSender<byte[]> Reply);
}
