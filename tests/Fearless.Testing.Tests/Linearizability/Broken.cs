namespace Fearless.Testing.Tests.Linearizability;

/// <summary>Structures that are wrong, each in a way that is common.</summary>
internal static class Broken
{
    /// <summary>Reads, adds, writes: two at a time make one.</summary>
    internal sealed class Counter
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public int Add(int amount)
        {
            int value = _value + amount;
            Pause();
            return _value = value;
        }
    }

    /// <summary>A queue whose lock protects everything but its size.</summary>
    internal sealed class QueueWithRacySize
    {
        private readonly Queue<int> _items = [];
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Enqueue(int item)
        {
            lock (_items)
                _items.Enqueue(item);
            Pause();
            Interlocked.Increment(ref _count);
        }

        public int? TryDequeue()
        {
            int? taken;
            lock (_items)
                taken = _items.TryDequeue(out int item) ? item : null;
            if (taken is not null)
                Interlocked.Decrement(ref _count);
            return taken;
        }
    }

    /// <summary>A channel that forgets to wake a receiver when two items come at once.</summary>
    internal sealed class ChannelThatForgets : IDisposable
    {
        private readonly Queue<int> _items = [];
        private readonly SemaphoreSlim _signal = new(0, 1);

        public void Send(int item)
        {
            lock (_items)
            {
                _items.Enqueue(item);
                // Wrong: a receiver that comes after two sends takes the one signal, and the next one waits beside an item.
                if (_signal.CurrentCount == 0)
                    _signal.Release();
            }
        }

        public int Receive(CancellationToken cancellationToken)
        {
            _signal.Wait(cancellationToken);
            lock (_items)
                return _items.Dequeue();
        }

        public void Dispose() => _signal.Dispose();
    }

    // As a thread does that loses its core just there: on a machine that is busy elsewhere, nothing else would show within seconds.
    private static void Pause()
    {
        if (Random.Shared.Next(8) > 0)
            return;
        Thread.SpinWait(50);
        Thread.Yield();
    }
}
