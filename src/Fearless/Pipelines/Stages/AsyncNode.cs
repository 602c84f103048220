using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>A stage whose calls are asynchronous: each lane is a loop of tasks, and one thread waits for all of them.</summary>
internal sealed class AsyncNode<TIn, TOut>(
    PipelineRun run,
    string name,
    int degree,
    StageQueue<TIn> inlet,
    Func<TIn, CancellationToken, ValueTask<TOut>> function,
    Outlet<TOut> outlet)
    : StageNode(run, name, degree, threads: 1)
{
    public override IEnumerable<StageNode?> Next => [outlet.Destination];

    protected override int Queued => inlet.Count;

    protected override int Capacity => inlet.Capacity;

    public override void Work(Lane lane)
    {
        if (SingleThread.IsOn)
        {
            WorkAlone(lane);
            return;
        }
        Task[] loops = [.. Lanes.Select(lane => Task.Run(() => LoopAsync(lane)))];
        Task.WhenAll(loops).GetAwaiter().GetResult();
    }

    protected override void Close()
    {
        inlet.Close();
        outlet.Close();
    }

    // One call after the other, in an executor that runs until it has ended.
    private void WorkAlone(Lane lane)
    {
        var next = new Numbered<TIn>[1];
        while (inlet.Take(lane, next) > 0)
        {
            Numbered<TIn> item = next[0];
            if (!item.IsGap && !IsStopped)
            {
                ApplyAlone(lane, item);
                continue;
            }
            if (!item.IsGap)
                LeaveOut(lane, item.Item, inlet.OwnsItems);
            outlet.SendGap(lane, item.Number);
        }
    }

    private void ApplyAlone(Lane lane, Numbered<TIn> item)
    {
        TOut result;
        try
        {
            result = Executor.BlockOn(async Future<TOut> () => await function(item.Item, Token));
        }
        catch (Exception exception)
        {
            lane.Failed();
            Run.Fail(this, item.Item, exception);
            outlet.SendGap(lane, item.Number);
            return;
        }
        lane.Done();
        outlet.Send(lane, item.With(result));
    }

    private async Task LoopAsync(Lane lane)
    {
        lane.Begin();
        while ((await inlet.TakeAsync(lane).ConfigureAwait(false)).TryGetValue(out Numbered<TIn> item))
            await ProcessAsync(lane, item).ConfigureAwait(false);
        lane.End();
    }

    private async ValueTask ProcessAsync(Lane lane, Numbered<TIn> item)
    {
        if (!item.IsGap)
        {
            if (IsStopped)
            {
                LeaveOut(lane, item.Item, inlet.OwnsItems);
            }
            else
            {
                (bool succeeded, TOut? result) = await TryApplyAsync(lane, item.Item).ConfigureAwait(false);
                if (succeeded)
                {
                    await outlet.SendAsync(lane, item.With(result!)).ConfigureAwait(false);
                    return;
                }
            }
        }
        await outlet.SendGapAsync(lane, item.Number).ConfigureAwait(false);
    }

    private async ValueTask<(bool Succeeded, TOut? Result)> TryApplyAsync(Lane lane, TIn item)
    {
        try
        {
            TOut result = await function(item, Token).ConfigureAwait(false);
            lane.Done();
            return (true, result);
        }
        catch (Exception exception)
        {
            lane.Failed();
            Run.Fail(this, item, exception);
            return default;
        }
    }
}
