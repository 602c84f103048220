using System.Diagnostics;

namespace Fearless.Tasks;

/// <summary>The activities of a loop's tasks and scopes, for those who trace, and which one is the current one in each call that waits. One
/// thread's.</summary>
/// <remarks>Frames do not carry an <see cref="ExecutionContext"/>, so the current activity, alone of all that is ambient, is kept for them here: for
/// those only in which it is another one than outside of the loop.</remarks>
internal sealed class TaskActivities
{
    private static readonly ActivitySource Source = new("Fearless.Tasks");

    // Where the loop runs nothing.
    private readonly ExecutionContext _context;
    private Activity? _outside;

    // INVARIANT: only of frames that do not run, and have not ended.
    private readonly Dictionary<Frame, Activity?> _current = [];

    // What has not ended: by the task, or the scope, whose activity it is.
    private readonly Dictionary<object, Activity> _open = [];

    private TaskActivities(ExecutionContext context) => _context = context;

    /// <summary>Whether somebody listens.</summary>
    public static bool AreHeard => Source.HasListeners();

    /// <summary>How many calls that wait, tasks and scopes it knows.</summary>
    public int Count => _current.Count + _open.Count;

    /// <summary>Those of a loop that runs in <paramref name="context"/>.</summary>
    public static TaskActivities Of(ExecutionContext context)
    {
        var made = new TaskActivities(context);
        ExecutionContext.Run(context, static made => ((TaskActivities)made!)._outside = Activity.Current, made);
        return made;
    }

    // ---- The current one ----

    /// <summary>What is current now is to be current in <paramref name="frame"/> when that has its turn.</summary>
    public void Keep(Frame frame)
    {
        Activity? current = Activity.Current;
        if (current == _outside)
            _current.Remove(frame);
        else
            _current[frame] = current;
    }

    /// <summary><paramref name="frame"/> has its turn, first thing in the loop's.</summary>
    public void Enter(Frame frame)
    {
        if (_current.Count > 0 && _current.Remove(frame, out Activity? kept))
            MakeCurrent(kept);
    }

    /// <summary><paramref name="frame"/> has its turn, after a call of its own: what is current there is so no more.</summary>
    public void Return(Frame frame) => MakeCurrent(_current.Remove(frame, out Activity? kept) ? kept : _outside);

    private void MakeCurrent(Activity? activity)
    {
        // One that somebody has stopped cannot be made the current one again: what it was a part of is, then.
        while (activity is { IsStopped: true } && activity != _outside)
            activity = activity.Parent;
        if (activity == Activity.Current)
            return;
        if (activity == _outside)
            ExecutionContext.Restore(_context);
        else
            Activity.Current = activity;
    }

    // ---- Beginnings and ends ----

    /// <summary>Begins the activity of <paramref name="task"/>, which has not begun: a part of the current one.</summary>
    public void Begin(Frame task, string name) => Open(task, name, task);

    /// <summary>Begins the activity of <paramref name="scope"/>, whose body has not begun: a part of the current one.</summary>
    public void Begin(TaskScope scope, Frame body)
    {
        if (Open(scope, nameof(TaskScope), body) is { } activity)
            activity.DisplayName = body.MethodName;
    }

    /// <summary>Ends the activity of <paramref name="task"/>, which has ended, if it has one.</summary>
    public void End(Frame task)
    {
        if (!_open.Remove(task, out Activity? activity))
            return;
        if (task.WasCancelled)
            EndCancelled(activity);
        else
            End(activity, task.Failure);
    }

    /// <summary>What <paramref name="scope"/> ended with, given its body; ends its activity, if it has one.</summary>
    public T Finish<T>(TaskScope scope, Frame<T>? body)
    {
        _open.Remove(scope, out Activity? activity);
        try
        {
            T result = scope.Finish(body);
            if (activity is not null)
                End(activity, failure: null);
            return result;
        }
        catch (Exception exception) when (activity is not null)
        {
            if (exception is OperationCanceledException && !scope.HasFailed)
                EndCancelled(activity);
            else
                End(activity, exception);
            throw;
        }
    }

    /// <summary>Ends the activity of <paramref name="scope"/>, which was cancelled, if it has one.</summary>
    public void EndCancelled(TaskScope scope)
    {
        if (_open.Remove(scope, out Activity? activity))
            EndCancelled(activity);
    }

    private Activity? Open(object owner, string name, Frame code)
    {
        // Whoever suppresses the flow of the context wants nothing of it to follow what is spawned.
        if (ExecutionContext.Capture() is not { } before || Source.StartActivity(name) is not { } activity)
            return null;
        activity.SetTag("fearless.task.method", code.MethodName);
        _open.Add(owner, activity);
        _current[code] = activity;
        // Starting made it the current one of whoever spawns.
        ExecutionContext.Restore(before);
        return activity;
    }

    private static void End(Activity activity, Exception? failure)
    {
        activity.SetTag("fearless.task.outcome", failure is null ? "Completed" : "Failed");
        if (failure is not null)
        {
            activity.AddException(failure);
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
        }
        activity.Stop();
    }

    private static void EndCancelled(Activity activity)
    {
        activity.SetTag("fearless.task.outcome", "Cancelled");
        activity.Stop();
    }
}
