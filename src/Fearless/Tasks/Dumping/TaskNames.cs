namespace Fearless.Tasks;

/// <summary>The names of tasks, and since when they have them: those without one pay nothing. One thread's.</summary>
internal sealed class TaskNames
{
    private readonly Dictionary<Frame, (string Name, long Since)> _names = [];

    /// <summary>How many tasks have names.</summary>
    public int Count => _names.Count;

    /// <summary>The name of <paramref name="task"/>, or null.</summary>
    public (string Name, long Since)? Of(Frame task) => _names.TryGetValue(task, out (string Name, long Since) name) ? name : null;

    /// <summary>Names <paramref name="task"/>, which has no name.</summary>
    public void Add(Frame task, string name, long now) => _names.Add(task, (name, now));

    /// <summary>The task has ended.</summary>
    public void Forget(Frame task) => _names.Remove(task);
}
