using System.Runtime.ExceptionServices;
using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>Receives items until the channel is disconnected.</summary>
/// <remarks>One at a time: what was received and not sent on when the run is stopped would be missing to others who receive.</remarks>
internal sealed class ReceiverSource<T>(PipelineRun run, string name, Emitter<T> emitter, Receiver<T> receiver)
    : SourceNode<T>(run, name, emitter)
{
    protected override void TakeAll(Lane lane)
    {
        while (GoesOn() && TryReceive(lane, out T? item))
            Emit(lane, item!);
    }

    private bool TryReceive(Lane lane, out T? item)
    {
        ReceiveResult result = receiver.TryReceive(out item);
        if (result == ReceiveResult.Empty)
        {
            lane.BeginStarved();
            result = receiver.TryReceive(out item, Deadline.Never, Token);
            lane.EndStarved();
        }
        if (result == ReceiveResult.Received)
            return true;
        if (result == ReceiveResult.Cancelled)
            Run.Cut();
        else if (receiver.CloseError is { } error)
            ExceptionDispatchInfo.Throw(error);
        return false;
    }
}
