namespace Fearless.Tasks;

/// <summary>Finds the tasks of a loop: those of its scopes, and those of the scopes that tasks wait for. One thread's, once.</summary>
/// <remarks>Nothing is kept for it: a task that waits for a scope waits there and nowhere else, so each scope is found at the task that opened it.</remarks>
internal sealed class Dumper(EventLoop loop)
{
    private const int MaxCalls = 32;

    private readonly List<TaskInfo> _found = [];
    private readonly Dictionary<Frame, TaskInfo> _infos = [];

    // Those that are still to be looked at, the next one on top: scopes may nest deeper than a stack would bear.
    private readonly Stack<(Frame Task, TaskInfo? Parent)> _open = [];

    public ExecutorDump Dump()
    {
        if (loop.HasDetached)
            Open(loop.Detached, parent: null);
        Open(loop.Root, parent: null);
        while (_open.TryPop(out (Frame Task, TaskInfo? Parent) next))
            Add(next.Task, next.Parent);
        foreach ((Frame task, TaskInfo info) in _infos)
        {
            if (info.Activity == TaskActivity.AwaitingTask && LeafOf(task) is Frame awaited)
                info.Awaits = _infos.GetValueOrDefault(awaited);
        }
        return new ExecutorDump(_found);
    }

    private void Add(Frame task, TaskInfo? parent)
    {
        bool isRunning = loop.Running?.Task == task;
        ILeaf? leaf = LeafOf(task);
        (string Name, long Since)? name = loop.Names?.Of(task);
        var info = new TaskInfo(parent is null ? 0 : parent.Depth + 1, parent, CallsOf(task))
        {
            Name = name?.Name,
            Age = name is { Since: var since } ? loop.Clock.GetElapsedTime(since, loop.Now) : null,
            Activity = isRunning ? TaskActivity.Running : leaf?.Activity ?? TaskActivity.Ready,
            IsCancelled = task.IsCancelRequested,
            IsDetached = loop.IsDetached(task.Scope),
        };
        _found.Add(info);
        _infos.Add(task, info);
        if (isRunning)
            return;
        if (leaf is TaskScope scope)
            Open(scope, info);
        else if (leaf is Frame { IsShielded: true } shielded && !_infos.ContainsKey(shielded))
            _open.Push((shielded, info)); // In no scope's list.
    }

    private void Open(TaskScope scope, TaskInfo? parent)
    {
        foreach (Frame task in scope.Tasks.Reverse())
            _open.Push((task, parent));
    }

    private Frame InnermostOf(Frame task) => loop.Running is { } running && running.Task == task ? running : task.Innermost;

    // Of one that runs it is what it was last, which means nothing. Whoever waited for something that has ended is in the run queue.
    private ILeaf? LeafOf(Frame task) => InnermostOf(task).Leaf switch
    {
        Frame { HasEnded: true } or TaskScope { HasEnded: true } => null,
        var leaf => leaf,
    };

    private List<string> CallsOf(Frame task)
    {
        var calls = new List<string>();
        Frame frame = InnermostOf(task);
        while (frame != task && calls.Count < MaxCalls - 1)
        {
            calls.Add(frame.MethodName);
            frame = frame.Caller;
        }
        if (frame != task)
            calls.Add("...");
        calls.Add(task.MethodName);
        calls.Reverse();
        return calls;
    }
}
