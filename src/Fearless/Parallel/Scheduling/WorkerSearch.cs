using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>How one worker finds work, and sleeps when there is none. Worker's thread only.</summary>
/// <remarks>The README of this folder has the protocol, section 3.</remarks>
internal sealed class WorkerSearch(Worker worker)
{
    /// <summary>Rounds of searching before a worker sleeps: the first ones spin, the last three give up the time slice.</summary>
    public const int Rounds = ModelBuild.IsActive ? 1 : SpinRounds + 3;

    /// <summary>In how many rounds of a search others are asked once to publish. One that has lowered its flag has just published: asked again
    /// before that is seen, it publishes another fork, for nobody.</summary>
    private const int RoundsAnAsking = 4;

    /// <summary>For how many rounds of a search the few detached jobs of another worker are left to it, which may be about to come to them: to
    /// fetch a small one from another core takes ten times as long as to do it.</summary>
    private const int RoundsToLeaveFew = 10;

    // Five microseconds or so in all. The pauses are short and do not grow: one that doubles lasts as long as everything that was waited so
    // far, and two workers that wait for each other in turn, each late by that much, keep each other late.
    private const int SpinRounds = 32;
    private const int PausesARound = 4;

    private Scheduler Scheduler => worker.Scheduler;

    /// <summary>The next job to execute, slept for if need be; null once <paramref name="until"/> is set.</summary>
    public Job? Next(ref Completion until)
    {
        if (until.IsSet)
            return null;
        return worker.Jobs.TakeAny(WorkerJobs.WorthTheWay) ?? SearchAndSleep(ref until);
    }

    private Job? SearchAndSleep(ref Completion until)
    {
        Scheduler.Idle.StartSearching();
        while (true)
        {
            for (int round = 0; round < Rounds; round++)
            {
                if (until.IsSet)
                    return EndSearch(null);
                if (worker.Jobs.TakeAny(round < RoundsToLeaveFew ? WorkerJobs.WorthTheWay : 1) is { } found)
                    return EndSearch(found);
                if (round % RoundsAnAsking == 0)
                    AskOthersToPublish();
                Pause(round);
            }

            // Before the state changes: whoever listens to the event may use the pool.
            FearlessEventSource.Log.WorkerParked(worker.Index);
            ref AtomicLong parks = ref worker.Counters.Parks;
            parks.WriteRelaxed(parks.ReadRelaxed() + 1);
            worker.Jobs.TrimWhenEmpty();
            worker.Sleeper.Fall(WorkerState.Idle);
            Scheduler.Idle.SearchingToSleeping();
            AskOthersToPublish();

            // ORDERING: the state and the counts are changed by full fences, before everything read below. Pairs with the fences in
            // Scheduler.WorkArrived and PushAddressed and the exchange in Completion.Set: they see this worker asleep, or it sees what they
            // did. The flags need none: whoever lowers one has published, looks after that, and finds this worker counted.
            bool ended = until.IsSet;
            Job? job = ended ? null : worker.Jobs.TakeAny();
            if (ended || job is not null)
            {
                // Either way this worker is counted as searching again: Wake says so, or whoever was faster.
                worker.Sleeper.Wake();
                return EndSearch(job);
            }

            worker.Sleeper.Sleep();
        }
    }

    /// <summary>Stops searching. The last one to do so wakes another if work is in sight: whoever queued it saw a searcher and woke
    /// nobody. If there is none in sight it asks for some, since those who published for sleepers may have taken it back.</summary>
    private Job? EndSearch(Job? job)
    {
        // ORDERING: the count is an interlocked operation, a full fence before the looks for sleepers and work; pairs with the fence in
        // WorkArrived. Below zero when a waker that was faster has not counted this worker yet: then it is the last, too.
        if (Scheduler.Idle.StopSearching() > 0 || !Scheduler.CanWake)
            return job;
        if (Scheduler.HasVisibleWork)
            Scheduler.WorkArrived();
        else
            AskOthersToPublish();
        return job;
    }

    /// <summary>Asks all others to publish something.</summary>
    public void AskOthersToPublish()
    {
        foreach (Worker other in Scheduler.Workers)
        {
            if (other != worker)
                other.WantPublish();
        }
    }

    /// <summary>Waits a little before the next round of a search.</summary>
    public static void Pause(int round)
    {
        if (round < SpinRounds)
            Spin.Wait(PausesARound);
        else
            Spin.Yield();
    }
}
