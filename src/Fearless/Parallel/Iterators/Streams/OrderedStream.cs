using System.Diagnostics.CodeAnalysis;
using Fearless.Atomics;

namespace Fearless;

/// <summary>Items of a sequence that a pool works on ahead of whoever takes the results, in order, at most a number of them at a
/// time.</summary>
/// <remarks>Belongs to the thread that takes the results. Only the selector runs elsewhere.</remarks>
internal sealed class OrderedStream<T, TResult>(IEnumerator<T> source, Func<T, TResult> selector, int capacity, WorkerPool pool, CancellationToken cancellationToken)
{
    private readonly Queue<JobHandle<TResult>> _window = new();
    // Relaxed: it spares work, and publishes nothing.
    private AtomicBool _isStopped;
    private bool _isExhausted;

    /// <summary>Waits for the next result.</summary>
    public bool TryNext([MaybeNullWhen(false)] out TResult result)
    {
        try
        {
            result = default;
            if (!TryFill())
                return false;
            result = _window.Peek().Join(cancellationToken);
            _window.Dequeue();
            return true;
        }
        catch (Exception failure)
        {
            Drain(failure.Suppress);
            throw;
        }
    }

    /// <summary>Awaits the next result.</summary>
    public async ValueTask<(bool IsThere, TResult? Result)> TryNextAsync()
    {
        try
        {
            if (!TryFill())
                return default;
            TResult result = await _window.Peek().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            _window.TryDequeue(out _);
            return (true, result);
        }
        catch (Exception failure)
        {
            await StopAsync().ConfigureAwait(false);
            Drain(failure.Suppress);
            throw;
        }
    }

    /// <summary>Begins no further item, waits for those that run, and disposes the source.</summary>
    public void End()
    {
        try
        {
            // Nobody asked for these results, and so nobody can be thrown their failures.
            Drain(pool.ReportFailure);
        }
        finally
        {
            source.Dispose();
        }
    }

    /// <summary>As <see cref="End"/>, without blocking.</summary>
    public async ValueTask EndAsync()
    {
        await StopAsync().ConfigureAwait(false);
        End();
    }

    private bool TryFill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!_isExhausted && _window.Count < capacity)
        {
            // Exhausted until it says otherwise: a sequence that threw is not asked again.
            _isExhausted = true;
            if (!source.MoveNext())
                break;
            T item = source.Current;
            _isExhausted = false;
            _window.Enqueue(pool.Spawn(() => _isStopped.ReadRelaxed() ? default! : selector(item)));
        }
        return _window.Count > 0;
    }

    private async ValueTask StopAsync()
    {
        _isStopped.WriteRelaxed(true);
        foreach (JobHandle<TResult> job in _window)
            await ((Task)job.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Drain(Action<Exception> onFailure)
    {
        _isStopped.WriteRelaxed(true);
        _isExhausted = true;
        while (_window.TryDequeue(out JobHandle<TResult> job))
        {
            try
            {
                job.Join(CancellationToken.None);
            }
            catch (Exception failure)
            {
                onFailure(failure);
            }
        }
    }
}
