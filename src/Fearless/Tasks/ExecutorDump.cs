using System.Diagnostics;
using System.Text;

namespace Fearless;

/// <summary>The tasks of an executor, and what each of them waits for, as <see cref="Executor.Dump"/> found them.</summary>
[DebuggerDisplay("Tasks = {Tasks.Count}")]
public sealed class ExecutorDump
{
    internal ExecutorDump(IReadOnlyList<TaskInfo> tasks) => Tasks = tasks;

    /// <summary>All tasks that have not ended: those of a scope right after the one that waits for the scope.</summary>
    public IReadOnlyList<TaskInfo> Tasks { get; }

    /// <summary>A tree, with a line for each task, indented below the one that waits for its scope.</summary>
    /// <returns>The lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (TaskInfo task in Tasks)
            text.Append(' ', 2 * task.Depth).Append(task).AppendLine();
        return text.ToString();
    }
}
