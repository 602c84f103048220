namespace Fearless.Tasks;

/// <summary>The wait of an ordinary asynchronous method for a time.</summary>
internal sealed class TimedContinuation(Action continuation) : Timed
{
    public override void OnTime(EventLoop loop) => loop.Push(this);

    public override void Run(EventLoop loop) => new PostedWork(continuation).Run(loop);
}
