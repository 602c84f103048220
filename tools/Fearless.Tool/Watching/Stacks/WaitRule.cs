namespace Fearless.Tool.Watching.Stacks;

/// <summary>What a thread waits for whose stack has such a method in it.</summary>
/// <param name="Prefix">What the name of the method begins with.</param>
/// <param name="Activity">What it then waits for.</param>
/// <param name="IsAlsoWaitingWhileItRuns">Whether a thread that runs there waits all the same, because it spins.</param>
internal sealed record WaitRule(string Prefix, Activity Activity, bool IsAlsoWaitingWhileItRuns)
{
    /// <summary>For a method the first one that matches counts. Which method of a stack counts is not told here.</summary>
    private static readonly WaitRule[] s_all =
    [
        // Threads of the runtime, and of pools that have no work.
        Spinning("System.Threading.LowLevelLifoSemaphore.", Activity.Idle),
        Spinning("System.Threading.PortableThreadPool+GateThread.", Activity.Idle),
        Spinning("System.Threading.PortableThreadPool+WaitThread.", Activity.Idle),
        Spinning("System.Threading.PortableThreadPool+IOCompletionPoller.", Activity.Idle),
        Spinning("System.Threading.TimerQueue.TimerThread", Activity.Idle),
        Blocked("System.Net.Sockets.SocketAsyncEngine.EventLoop", Activity.Idle),
        Blocked("System.Runtime.InteropServices.PosixSignalRegistration.", Activity.Idle),
        Blocked("System.IO.FileSystemWatcher", Activity.Idle),
        Spinning("Fearless.Scheduling.Sleeper.", Activity.Idle),
        Spinning("Fearless.Scheduling.IdleWorkers.", Activity.Idle),
        Spinning("Fearless.ThreadCache.", Activity.Idle),
        Spinning("Fearless.CachedThread.", Activity.Idle),
        Spinning("Fearless.Tasks.", Activity.Idle),

        Spinning("System.Threading.Monitor.Wait", Activity.Signal),
        Spinning("System.Threading.Monitor.Enter", Activity.Lock),
        Spinning("System.Threading.Monitor.TryEnter", Activity.Lock),
        Spinning("System.Threading.Monitor.ReliableEnter", Activity.Lock),
        Spinning("System.Threading.Lock.Enter", Activity.Lock),
        Spinning("System.Threading.Lock.TryEnter", Activity.Lock),
        Spinning("System.Threading.SpinLock.", Activity.Lock),
        Spinning("System.Threading.SemaphoreSlim.Wait", Activity.Lock),
        Spinning("System.Threading.ReaderWriterLockSlim.TryEnter", Activity.Lock),
        Spinning("Fearless.Sync.Mutex", Activity.Lock),
        Spinning("Fearless.Sync.ShardedLock", Activity.Lock),

        Spinning("System.Threading.Tasks.Task.Wait", Activity.Task),
        Spinning("System.Threading.Tasks.Task.InternalWait", Activity.Task),
        Spinning("System.Threading.Tasks.Task`1", Activity.Task),
        Spinning("System.Runtime.CompilerServices.TaskAwaiter", Activity.Task),
        Spinning("System.Runtime.CompilerServices.ValueTaskAwaiter", Activity.Task),
        Spinning("System.Runtime.CompilerServices.ConfiguredTaskAwaitable", Activity.Task),
        Spinning("System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable", Activity.Task),

        Spinning("System.Collections.Concurrent.BlockingCollection", Activity.Message),
        Spinning("Fearless.Channels.Receiver", Activity.Message),
        Spinning("Fearless.Channels.Sender", Activity.Message),
        Spinning("Fearless.Channels.Select", Activity.Message),

        Spinning("System.Threading.Tasks.Parallel", Activity.Signal),
        Spinning("System.Threading.WaitHandle.", Activity.Signal),
        Spinning("System.Threading.ManualResetEventSlim.", Activity.Signal),
        Spinning("System.Threading.CountdownEvent.", Activity.Signal),
        Spinning("System.Threading.Barrier.", Activity.Signal),
        Spinning("System.Threading.Thread.Join", Activity.Signal),
        Blocked("System.Diagnostics.Process.WaitForExit", Activity.Signal),
        Spinning("Fearless.ThreadScope", Activity.Signal),
        Spinning("Fearless.Scope", Activity.Signal),
        Spinning("Fearless.Sync.Parker", Activity.Signal),
        Spinning("Fearless.Sync.WaitGroup", Activity.Signal),
        Spinning("Fearless.Scheduling.", Activity.Signal),
        Spinning("Fearless.Par", Activity.Signal),

        Spinning("System.Threading.Thread.Sleep", Activity.Time),

        Blocked("System.Net.", Activity.Network),
        Blocked("System.IO.Pipes.", Activity.Network),
        Blocked("System.Data.", Activity.Network),
        Blocked("System.ConsolePal.", Activity.Idle),
        Blocked("System.Console.", Activity.Idle),
        Blocked("System.IO.Compression.", Activity.Computes),
        Blocked("System.IO.", Activity.Files),
        Blocked("Microsoft.Win32.SafeHandles.SafeFileHandle.", Activity.Files),
    ];

    /// <summary>The rule for a method, if there is one.</summary>
    public static WaitRule? For(string method)
    {
        foreach (WaitRule rule in s_all)
        {
            if (method.StartsWith(rule.Prefix, StringComparison.Ordinal))
                return rule;
        }
        return null;
    }

    private static WaitRule Spinning(string prefix, Activity activity) => new(prefix, activity, IsAlsoWaitingWhileItRuns: true);

    private static WaitRule Blocked(string prefix, Activity activity) => new(prefix, activity, IsAlsoWaitingWhileItRuns: false);
}
