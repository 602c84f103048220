using System.Globalization;
using System.Text;

namespace Fearless;

/// <summary>A task as <see cref="Executor.Dump"/> found it.</summary>
public sealed class TaskInfo
{
    internal TaskInfo(int depth, TaskInfo? parent, IReadOnlyList<string> calls)
    {
        Depth = depth;
        Parent = parent;
        Calls = calls;
    }

    /// <summary>What it was called where it was spawned or detached; null where it was given no name.</summary>
    public string? Name { get; internal init; }

    /// <summary>How long ago it was spawned, on the executor's clock; null where it was given no name.</summary>
    public TimeSpan? Age { get; internal init; }

    /// <summary>What it does.</summary>
    public TaskActivity Activity { get; internal init; }

    /// <summary>Whether it was cancelled, and has not ended yet.</summary>
    public bool IsCancelled { get; internal init; }

    /// <summary>Whether it was detached, and so ends with its executor.</summary>
    public bool IsDetached { get; internal init; }

    /// <summary>The asynchronous methods that it is in, the outermost first: the last of them is where it waits. Some are left out where there are very
    /// many.</summary>
    public IReadOnlyList<string> Calls { get; }

    /// <summary>The task that waits for the scope that this one belongs to; null for the executor's own.</summary>
    public TaskInfo? Parent { get; }

    /// <summary>How many parents it has.</summary>
    public int Depth { get; }

    /// <summary>The one task that it waits for; null when it does something else, or when that is another executor's. Tasks that wait for each other
    /// in a circle never end.</summary>
    public TaskInfo? Awaits { get; internal set; }

    private string Title => Name is null ? Calls[0] : $"'{Name}'";

    /// <summary>All there is to say of it, in one line.</summary>
    /// <returns>For example <c>'download', 1.5 s, waits: Download &gt; Receive</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Title);
        if (Age is { } age)
            text.Append(CultureInfo.InvariantCulture, $", {age.TotalSeconds:0.###} s");
        if (IsDetached)
            text.Append(", detached");
        if (IsCancelled)
            text.Append(", cancelled");
        text.Append(", ").Append(Doing);
        if (Awaits is { } awaited)
            text.Append(' ').Append(awaited.Title);
        return text.Append(": ").AppendJoin(" > ", Calls).ToString();
    }

    private string Doing => Activity switch
    {
        TaskActivity.Running => "runs",
        TaskActivity.Ready => "is ready",
        TaskActivity.Sleeping => "sleeps",
        TaskActivity.AwaitingTask => "awaits a task",
        TaskActivity.AwaitingScope => "awaits a scope",
        TaskActivity.AwaitingSocket => "awaits a socket",
        TaskActivity.AwaitingPool => "awaits a pool",
        _ => "waits",
    };
}
