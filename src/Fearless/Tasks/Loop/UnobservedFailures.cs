namespace Fearless.Tasks;

/// <summary>The tasks of a scope that have failed, and whose failure nobody has been told of. One thread's.</summary>
internal sealed class UnobservedFailures
{
    // With the order in which they failed. A scope that lives for long has each only until somebody asks.
    private readonly Dictionary<Frame, long> _tasks = [];
    private long _count;

    public bool Any => _tasks.Count > 0;

    /// <summary><paramref name="task"/> has failed.</summary>
    public void Add(Frame task) => _tasks.Add(task, _count++);

    /// <summary>Somebody has been told of the failure of <paramref name="task"/>.</summary>
    public void Remove(Frame task) => _tasks.Remove(task);

    /// <summary>Adds what is left to <paramref name="failures"/>.</summary>
    public void MoveTo(ref FailureCollector failures)
    {
        foreach ((Frame task, _) in _tasks.OrderBy(static entry => entry.Value))
            failures.Add(task.Failure!);
        _tasks.Clear();
    }
}
