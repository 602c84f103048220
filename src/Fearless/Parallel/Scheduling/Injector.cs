using System.Collections.Concurrent;

namespace Fearless.Scheduling;

/// <summary>Jobs that come into a pool from outside, first in, first out.</summary>
internal sealed class Injector
{
    private readonly ConcurrentQueue<Job> _jobs = new();

    public bool IsEmpty => _jobs.IsEmpty;

    public void Push(Job job) => _jobs.Enqueue(job);

    public Job? TrySteal() => _jobs.TryDequeue(out Job? job) ? job : null;
}
