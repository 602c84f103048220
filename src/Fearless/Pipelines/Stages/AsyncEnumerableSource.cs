using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>Takes the items of an asynchronous enumerable, and blocks its own thread while there is none.</summary>
internal sealed class AsyncEnumerableSource<T>(PipelineRun run, string name, Emitter<T> emitter, IAsyncEnumerable<T> items)
    : SourceNode<T>(run, name, emitter)
{
    protected override void TakeAll(Lane lane)
    {
        IAsyncEnumerator<T> enumerator = items.GetAsyncEnumerator(Token);
        Parker parker = ThreadParker.Current;
        // One delegate for all waits.
        Action wake = parker.Unparker.Unpark;
        try
        {
            while (GoesOn() && (SingleThread.IsOn ? MoveAlone(enumerator) : Await(lane, enumerator.MoveNextAsync(), parker, wake)))
                Emit(lane, enumerator.Current);
        }
        finally
        {
            if (SingleThread.IsOn)
                Executor.BlockOn(async Future () => await enumerator.DisposeAsync());
            else
                enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // In an executor, which runs what the next item waits for.
    private static bool MoveAlone(IAsyncEnumerator<T> enumerator) =>
        Executor.BlockOn(async Future<bool> () => await enumerator.MoveNextAsync());

    private static bool Await(Lane lane, ValueTask<bool> next, Parker parker, Action wake)
    {
        ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter awaiter = next.ConfigureAwait(false).GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            lane.BeginStarved();
            awaiter.UnsafeOnCompleted(wake);
            while (!awaiter.IsCompleted)
                parker.ParkUninterruptibly();
            lane.EndStarved();
        }
        return awaiter.GetResult();
    }
}
