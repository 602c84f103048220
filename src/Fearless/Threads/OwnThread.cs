using Fearless.Sync;

namespace Fearless;

/// <summary>A thread of the operating system that scopes made.</summary>
internal sealed class OwnThread
{
    private readonly Thread _thread;

    private OwnThread(Thread thread) => _thread = thread;

    /// <summary>Whether it has been started and has not ended.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>Makes a background thread, not started, that runs <paramref name="body"/>.</summary>
    /// <param name="body">What it does. It must not throw.</param>
    /// <param name="stackSize">The bytes of its stack; 0 for the default.</param>
    public static OwnThread Create(Action body, int stackSize) => new(new Thread(body.Invoke, stackSize) { IsBackground = true });

    /// <summary>Starts it, without the context of the caller.</summary>
    /// <exception cref="OutOfMemoryException">The operating system could not create a thread.</exception>
    /// <exception cref="ThreadStartException">As above.</exception>
    public void Start() => _thread.UnsafeStart();

    /// <summary>Waits until it has ended, whatever is thrown on the way.</summary>
    public void Join(ref DeferredFailure deferred) => ThreadEnd.Await(_thread, ref deferred);
}
