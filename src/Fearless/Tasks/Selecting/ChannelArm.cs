using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>Waits for several operations on channels, and carries out one at most: they are one arm, since a selection of channels decides among
/// them, wherever the other sides are.</summary>
internal sealed class ChannelArm<TResult>(List<ChannelOperation<TResult>> operations, bool isBiased) : Arm<TResult>
{
    private ChannelOperation<TResult> _chosen = null!;

    public override async Future RunAsync(Contest<TResult> contest)
    {
        using Selection selection = Select.Create();
        foreach (ChannelOperation<TResult> operation in operations)
            operation.AddTo(selection);
        if (isBiased)
            selection.Biased();
        // Told of a cancellation by its result: an exception would take longer than all the rest.
        if (await selection.TryRunAsync(Deadline.Never, Executor.CancellationToken) != SelectResult.Completed)
            return;
        _chosen = operations.Find(static operation => operation.Ended != ChannelOperation<TResult>.State.NotChosen)!;
        if (_chosen.Ended == ChannelOperation<TResult>.State.Done)
            await contest.ClaimAsync(this);
        else
            await contest.OfferAsync(this);
    }

    public override TResult Finish() => _chosen.Finish();

    /// <summary>What was received is the handler's in any case; that the other side is gone is nothing that could be lost.</summary>
    public override async Future GiveUpAsync()
    {
        if (_chosen.Ended != ChannelOperation<TResult>.State.Done)
            return;
        TResult result = Finish();
        if (result is IPendingHandler handler)
            await handler.FinishAsync();
        else
            await Unused.DisposeAsync(result);
    }
}
