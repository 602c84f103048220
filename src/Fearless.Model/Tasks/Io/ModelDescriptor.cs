using System.Runtime.InteropServices;
using Fearless.Atomics;
using Fearless.Testing;

namespace Fearless.Tasks;

/// <summary>A descriptor of the model, which an <see cref="Epoll"/> can watch. It becomes ready when a thread says so.</summary>
internal sealed class ModelDescriptor() : SafeHandle(invalidHandleValue: 0, ownsHandle: false)
{
    private static readonly object Key = new();

    private readonly List<EpollInterest> _watchers = [];

    public override bool IsInvalid => false;

    /// <summary>Whether there is something to be had. Of an epoll's own descriptor: whether a wait would find something.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Something comes, by a step of the model; whoever waits for it wakes.</summary>
    public void BecomeReady()
    {
        EnterKernel();
        Raise();
    }

    /// <summary>Begins a call to the system: a step that all of them have in common, which orders them. Up to its next step the thread has the
    /// system for itself.</summary>
    public static void EnterKernel()
    {
        if (ModelThread.Current is { } thread)
            thread.Execution.Thread(0).Local(Key, static () => new Kernel()).Calls.Increment();
    }

    /// <summary>Something has come. Inside of a call to the system.</summary>
    public void Raise()
    {
        IsReady = true;
        foreach (EpollInterest watcher in _watchers.ToArray())
            watcher.OnReady();
    }

    /// <summary>What was there is taken. Inside of a call to the system.</summary>
    public void Lower() => IsReady = false;

    public void Add(EpollInterest watcher) => _watchers.Add(watcher);

    public void Remove(EpollInterest watcher) => _watchers.Remove(watcher);

    protected override bool ReleaseHandle() => true;

    private sealed class Kernel
    {
        public AtomicInt Calls;
    }
}
