using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless;

/// <summary>A thread of the operating system that runs one scoped thread after another, and parks in between.</summary>
internal sealed class CachedThread
{
    private readonly ThreadCache _cache;
    private readonly Parker _parker = new();
    private AtomicRef<ScopedThread> _next;
    private AdaptiveSpin _spin;

    private CachedThread(ThreadCache cache, ScopedThread first)
    {
        _cache = cache;
        _next.WriteRelaxed(first);
    }

    /// <summary>Makes the thread, not started, that begins with <paramref name="first"/>.</summary>
    public static OwnThread Create(ThreadCache cache, ScopedThread first) => OwnThread.Create(new CachedThread(cache, first).Loop, stackSize: 0);

    /// <summary>Gives this thread, which the caller took out of the cache, its next job.</summary>
    public void Give(ScopedThread job)
    {
        // ORDERING: a release, so that the job is complete before the thread can see it; then the unpark, whose token is never lost, makes
        // the thread look. Taken while it still spins, the thread finds the job without sleeping, and the token waits for its next park.
        _next.Write(job);
        _parker.Unparker.Unpark();
    }

    private void Loop()
    {
        var environment = new ThreadEnvironment();
        ScopedThread? job = _next.Exchange(null);
        while (job is not null)
        {
            environment.Enter(job);
            job.Execute();
            environment.Leave();

            // Parked first, then done: whoever waits for this thread and at once spawns the next one finds it in the cache.
            // RACE: so a job may be given to it while it still publishes the last one. It does not block in between, and looks next.
            int slot = _cache.TryKeep(this);
            job.Publish();
            // What the last job left must not live as long as this thread waits.
            job = null;
            if (slot < 0)
                return;
            job = Await(slot);
            if (job is not null)
                environment.ClearInterrupt();
        }
    }

    /// <summary>Waits for a job; null when none came for so long that the thread ends.</summary>
    private ScopedThread? Await(int slot)
    {
        if (SpinForJob() is { } early)
            return early;

        Deadline deadline = Deadline.After(_cache.IdleTime);
        while (true)
        {
            if (_next.Exchange(null) is { } job)
                return job;
            try
            {
                if (_parker.Park(deadline))
                    continue;
            }
            catch (ThreadInterruptedException)
            {
                // From someone who still knew the thread of an earlier job; it concerns nobody any more.
                continue;
            }
            if (_cache.TryRemove(this, slot))
                return null;
            // RACE: taken in the last moment: a job is certain to come.
            deadline = Deadline.Never;
        }
    }

    private ScopedThread? SpinForJob()
    {
        for (int left = _spin.Begin(); left > 0; left--)
        {
            if (_next.Read() is not null && _next.Exchange(null) is { } job)
            {
                _spin.Succeeded();
                return job;
            }
            AdaptiveSpin.Pause();
        }
        _spin.Failed();
        return null;
    }
}
