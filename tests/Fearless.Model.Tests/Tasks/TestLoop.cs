using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

/// <summary>A loop with an inbox and a parker and nothing else, of the thread that makes it.</summary>
internal sealed class TestLoop : LoopContext
{
    private readonly Parker _parker = ThreadParker.Current;
    private Inbox _inbox;

    public TestLoop() => _inbox = new Inbox(_parker.Unparker);

    public override bool TryPost(Work work) => _inbox.TryPush(work);

    public override void Wake() => _inbox.Wake();

    /// <summary>Runs what comes, until there has been enough.</summary>
    public void RunUntil(Func<bool> isEnough)
    {
        while (true)
        {
            for (Work? work = _inbox.TakeAll(); work is not null;)
            {
                // What runs may add itself again.
                Work? next = work.Next.Take();
                work.Run(null!);
                work = next;
            }
            if (isEnough())
                return;
            _parker.Park();
        }
    }

    /// <summary>Ends: what is there is told so, and what comes is refused.</summary>
    public void End()
    {
        for (Work? work = _inbox.Close(); work is not null;)
        {
            Work? next = work.Next.Take();
            work.OnLoopEnded();
            work = next;
        }
    }
}
