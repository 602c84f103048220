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

    /// <summary>A stack of nodes that are used again: one that came back looks as if it had never been away.</summary>
    internal sealed class StackWithAba
    {
        private const int Nodes = 16;
        private const int None = -1;

        private readonly int[] _items = new int[Nodes];
        private readonly int[] _next = new int[Nodes];
        private int _top = None;
        private int _free;

        public StackWithAba()
        {
            for (int node = 0; node < Nodes; node++)
                _next[node] = node + 1 < Nodes ? node + 1 : None;
        }

        public void Push(int item)
        {
            int node = Take(ref _free);
            Assert.NotEqual(None, node);
            _items[node] = item;
            Put(ref _top, node);
        }

        public int? TryPop()
        {
            int node = Take(ref _top);
            if (node == None)
                return null;
            int item = _items[node];
            Put(ref _free, node);
            return item;
        }

        private void Put(ref int head, int node)
        {
            int top = Volatile.Read(ref head);
            while (true)
            {
                _next[node] = top;
                int before = Interlocked.CompareExchange(ref head, node, top);
                if (before == top)
                    return;
                top = before;
            }
        }

        private int Take(ref int head)
        {
            while (true)
            {
                int top = Volatile.Read(ref head);
                if (top == None)
                    return None;
                int next = Volatile.Read(ref _next[top]);
                // Long enough for three operations of another thread.
                Thread.SpinWait(Random.Shared.Next(2) * 200);
                if (Interlocked.CompareExchange(ref head, next, top) == top)
                    return top;
            }
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
