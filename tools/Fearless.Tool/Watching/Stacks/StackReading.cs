namespace Fearless.Tool.Watching.Stacks;

/// <summary>What one stack says of the thread that has it.</summary>
/// <param name="Path">The program's own methods, the outermost first, without those in between.</param>
/// <param name="Running">What the thread does if it was running managed code.</param>
/// <param name="Stopped">What it does if it was outside of managed code.</param>
/// <param name="Call">The call in which it waits; null if it does not.</param>
/// <param name="IsOfPool">Whether it is a worker of .NET's thread pool.</param>
/// <param name="IsOurs">Whether it is there only because somebody watches.</param>
internal sealed record StackReading(IReadOnlyList<string> Path, Activity Running, Activity Stopped, string? Call, bool IsOfPool, bool IsOurs)
{
    /// <summary>What is left of <c>GetResult</c> of an awaiter in optimised code.</summary>
    private const string InlinedResult = "HandleNonSuccessAndDebuggerNotification";

    /// <summary>Reads a stack.</summary>
    /// <param name="frames">The methods, the innermost first.</param>
    public static StackReading Of(IReadOnlyList<Frame> frames)
    {
        // The outermost call of the library, just inside the program's own code, says what is waited for: Socket.Receive, and not the event that it waits with.
        int ownFrame = 0;
        while (ownFrame < frames.Count && !frames[ownFrame].IsOfProgram)
            ownFrame++;
        WaitRule? rule = null;
        string? call = null;
        for (int i = 0; i < ownFrame; i++)
        {
            if (WaitRule.For(frames[i].Method) is not { } found)
                continue;
            // Nothing further out makes an idle thread anything else; it has no code of the program above it.
            if (rule?.Activity == Activity.Idle)
                break;
            (rule, call) = (found, MethodName.Readable(frames[i].Method).Replace(InlinedResult, "GetResult", StringComparison.Ordinal));
        }

        List<string> path = PathOf(frames);
        bool isOfPool = frames.Any(static frame => frame.Method.StartsWith("System.Threading.PortableThreadPool+WorkerThread.", StringComparison.Ordinal));
        if (rule?.Activity == Activity.Task && IsMain(frames, ownFrame))
            return new StackReading(path, Activity.Idle, Activity.Idle, call, IsOfPool: false, IsOurs: false);
        // A worker that looks for work, or wakes another one: what the pool costs, and nothing that the program does.
        if (path.Count == 0 && frames.All(static frame => frame.Method.StartsWith("System.Threading.", StringComparison.Ordinal)))
            return new StackReading(path, Activity.Idle, Activity.Idle, call, isOfPool, IsOurs: false);
        bool waits = rule is not null && rule.Activity != Activity.Computes;
        return new StackReading(
            path,
            Running: waits && rule!.IsAlsoWaitingWhileItRuns ? rule.Activity : Activity.Computes,
            Stopped: rule?.Activity ?? Activity.Native,
            waits ? call : null,
            isOfPool,
            IsOurs: frames.Any(IsOfWatching));
    }

    // The compiler's own Main blocks for that of the program, in the only place where that is right.
    private static bool IsMain(IReadOnlyList<Frame> frames, int ownFrame) =>
        ownFrame == frames.Count - 1 && frames[ownFrame].Method.Contains(".<Main>(", StringComparison.Ordinal);

    private static bool IsOfWatching(Frame frame) =>
        frame.Method.StartsWith("System.Diagnostics.Tracing.CounterGroup.", StringComparison.Ordinal)
        || frame.Method.StartsWith("System.Diagnostics.Tracing.EventPipe", StringComparison.Ordinal);

    private static List<string> PathOf(IReadOnlyList<Frame> frames)
    {
        var path = new List<string>();
        for (int i = frames.Count - 1; i >= 0; i--)
        {
            if (!frames[i].IsOfProgram)
                continue;
            string name = MethodName.Readable(frames[i].Method);
            // A lambda, a state machine and a recursion are the same method once more.
            if (path.Count == 0 || path[^1] != name)
                path.Add(name);
        }
        return path;
    }
}
