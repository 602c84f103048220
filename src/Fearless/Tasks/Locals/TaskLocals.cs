namespace Fearless.Tasks;

/// <summary>The bindings of the tasks that have any: few do, so they are kept apart, and a frame has no place for them. One thread's.</summary>
internal sealed class TaskLocals
{
    private readonly Dictionary<Frame, LocalBinding> _innermost = [];

    /// <summary>How many tasks have bindings.</summary>
    public int Count => _innermost.Count;

    /// <summary>The innermost binding that <paramref name="task"/> sees; null when it sees none.</summary>
    public LocalBinding? Of(Frame task) => _innermost.GetValueOrDefault(task);

    /// <summary>Has <paramref name="task"/> see <paramref name="innermost"/> and what is outside of it from now on.</summary>
    public void Set(Frame task, LocalBinding? innermost)
    {
        if (innermost is not null)
            _innermost[task] = innermost;
        else
            _innermost.Remove(task);
    }

    /// <summary>The task has ended.</summary>
    public void Forget(Frame task) => _innermost.Remove(task);
}
