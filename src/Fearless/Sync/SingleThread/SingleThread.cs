using System.Diagnostics.CodeAnalysis;

namespace Fearless.Sync;

/// <summary>Whether there is one thread only, as in a browser: then nothing here starts another, and a wait that another would have to end is
/// refused.</summary>
/// <remarks><c>docs/single-thread.md</c> says what works how.</remarks>
internal static class SingleThread
{
    private const string Switch = "Fearless.SingleThreaded";

    /// <summary>Whether that is so: what the switch says, or else whether the system starts threads. The compilers take it for a constant, and leave out
    /// what it excludes.</summary>
    [FeatureSwitchDefinition(Switch)]
    public static bool IsOn { get; } = AppContext.TryGetSwitch(Switch, out bool isOn) ? isOn : !SystemStartsThreads();

    /// <summary>Whether the system has nothing that lets a thread sleep until it is woken.</summary>
    public static bool HasOnlySleep { get; } = OperatingSystem.IsBrowser() || OperatingSystem.IsWasi();

    /// <summary>For whoever is about to start a thread.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no other one.</exception>
    public static void ThrowIfOn()
    {
        if (IsOn)
            throw new PlatformNotSupportedException(
                "No other thread can be started here: this is the only one (Fearless.SingleThreaded, or the platform). Par.Join, Par.Scope and Par() run on "
                + "the thread there is, and so do the tasks of Executor.BlockOn.");
    }

    /// <summary>The exception for a call that would block.</summary>
    public static PlatformNotSupportedException WouldBlockForEver() => new(
        "This call would block the only thread that there is (Fearless.SingleThreaded, or the platform), and no other could ever wake it: what it waits for "
        + "has to be done by this very thread. Await the asynchronous form of the call (ReceiveAsync, SendAsync, LockAsync, WaitAsync and so on) in a task "
        + "of Executor.BlockOn, so that the task that does it can run meanwhile; or do first what is waited for.");

    /// <summary>The exception for tasks none of which could ever go on.</summary>
    public static PlatformNotSupportedException NoTaskCanGoOn() => new(
        "Every task that is left waits, no timer is set, and there is no other thread that could wake one (Fearless.SingleThreaded, or the platform). Either "
        + "they wait for each other, for a message that nobody sends or a lock that nobody gives back; or for what .NET does on threads of its own, such as "
        + "Task.Run, Task.Delay or a request of HttpClient: use what runs in the executor, such as Executor.Delay, TaskScope.Spawn and AsyncSocket.");

    private static bool SystemStartsThreads()
    {
        if (!HasOnlySleep)
            return true;
        try
        {
            new Thread(static () => { }).Start();
            return true;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
