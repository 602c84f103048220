using System.Runtime.ExceptionServices;

namespace Fearless.Testing.Running;

/// <summary>Threads that wait, without using a core, until they are given something to do together.</summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly SemaphoreSlim[] _starts;
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private Action<int>? _body;
    private int _busy;
    private Exception? _failure;

    public ThreadTeam(int threads)
    {
        _starts = new SemaphoreSlim[threads];
        for (int i = 0; i < threads; i++)
        {
            int index = i;
            _starts[i] = new SemaphoreSlim(0);
            // In the background: a thread that an operation never gives back must not keep the process alive.
            new Thread(() => Work(index)) { IsBackground = true, Name = $"Test thread {i + 1}" }.Start();
        }
    }

    /// <summary>Lets the first <paramref name="threads"/> threads do <paramref name="body"/>, each with its index.</summary>
    public void Start(int threads, Action<int> body)
    {
        _body = body;
        _busy = threads;
        _failure = null;
        _done.Reset();
        for (int i = 0; i < threads; i++)
            _starts[i].Release();
    }

    /// <summary>Waits until all have ended, and rethrows what the body threw.</summary>
    /// <returns>False when the time was up first.</returns>
    public bool Wait(TimeSpan timeout)
    {
        if (!_done.Wait(timeout))
            return false;
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    /// <summary>Lets the threads end. One that does not come back from what it does is left to itself.</summary>
    public void Dispose()
    {
        _body = null;
        foreach (SemaphoreSlim start in _starts)
            start.Release();
    }

    private void Work(int index)
    {
        while (true)
        {
            _starts[index].Wait();
            if (_body is not { } body)
                return;
            try
            {
                body(index);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
            }
            if (Interlocked.Decrement(ref _busy) == 0)
                _done.Set();
        }
    }
}
