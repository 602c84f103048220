namespace Fearless.Testing.Tests.Linearizability;

/// <summary>Structures that promise less are held to what they promise.</summary>
public class RelaxedSpecificationTests
{
    private static readonly LinearizabilityOptions Short = new() { Budget = TimeSpan.FromSeconds(0.3), Scenarios = 20 };
    private static readonly LinearizabilityOptions Patient = new() { Budget = TimeSpan.FromMinutes(1), Scenarios = 200 };

    [Fact]
    public void A_result_that_gives_up_is_right_while_another_operation_overlaps() =>
        Try(static lockable => lockable.TryLock(), givesUp: true).Check(Short);

    [Fact]
    public void A_result_that_gives_up_is_wrong_when_nobody_was_in_the_way()
    {
        string report = Assert.Throws<LinearizabilityException>(() => Try(static _ => false, givesUp: true).Check(Patient)).Message;

        Assert.Contains("TryTwice() = false, but the specification says: true", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_gives_up_is_wrong_unless_it_was_declared() =>
        Assert.Throws<LinearizabilityException>(() => Try(static lockable => lockable.TryLock(), givesUp: false).Check(Patient));

    [Fact]
    public void A_relaxed_operation_may_have_any_result_that_the_specification_allows() => Relaxed(depth: 2).Check(Short);

    [Fact]
    public void A_relaxed_operation_may_not_have_any_other_result()
    {
        string report = Assert.Throws<LinearizabilityException>(() => Relaxed(depth: 1).Check(Patient)).Message;

        Assert.Contains("it must not be that here", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_of_an_own_buffer_are_sequentially_consistent_but_not_linearizable()
    {
        // Each thread reads what it saw last, and looks at what is shared only when it writes.
        LinearizabilityTest<CachedRegister, SequentialRegister> test = LinearizabilityTest
            .For(static () => new CachedRegister(), static () => new SequentialRegister())
            .Operation("Write", Argument.Distinct(), static (register, value) => register.Write(value), static (model, value) => model.Value = value)
            .Operation("Read", static register => register.Read(), static model => model.Value);
        LinearizabilityOptions options = Patient with { OperationsBefore = 0, OperationsAfter = 0 };

        Assert.StartsWith(
            "CachedRegister is not linearizable.",
            Assert.Throws<LinearizabilityException>(() => test.Check(options)).Message,
            StringComparison.Ordinal);
        test.Promising(Consistency.Sequential).Check(Short with { OperationsBefore = 0, OperationsAfter = 0 });
    }

    [Fact]
    public void A_counter_that_hands_out_blocks_is_quiescently_consistent_at_most()
    {
        LinearizabilityTest<SwappingCounter, SequentialCounter> test = LinearizabilityTest
            .For(static () => new SwappingCounter(), static () => new SequentialCounter())
            .Operation("Next", static counter => counter.Next(), static model => (int)model.Increment());
        LinearizabilityOptions two = new() { Threads = 2, OperationsPerThread = 2, OperationsBefore = 0, OperationsAfter = 0, Scenarios = 20 };

        Assert.StartsWith(
            "SwappingCounter is not sequentially consistent.",
            Assert.Throws<LinearizabilityException>(() => test.Promising(Consistency.Sequential).Check(two)).Message,
            StringComparison.Ordinal);
    }

    private static LinearizabilityTest<Lockable, SequentialCounter> Try(Func<Lockable, bool> tryLock, bool givesUp) => LinearizabilityTest
        .For(static () => new Lockable(), static () => new SequentialCounter())
        .Operation(
            "TryTwice",
            lockable =>
            {
                if (!tryLock(lockable))
                    return false;
                Thread.SpinWait(20);
                lockable.Unlock();
                return true;
            },
            static _ => true,
            givesUp ? static done => !done : null);

    private static LinearizabilityTest<TwoStacks, SequentialQueue<int>> Relaxed(int depth) => LinearizabilityTest
        .For(static () => new TwoStacks(), static () => new SequentialQueue<int>())
        .Operation("Add", Argument.Distinct(), static (queue, item) => queue.Add(item), static (model, item) => model.TryEnqueue(item))
        .RelaxedOperation(
            "TryTake",
            static queue => queue.TryTake(),
            (model, item) => item is null ? model.Count == 0 : model.TryDequeueWithin(item.Value, depth));

    private sealed class Lockable
    {
        private int _isLocked;

        public bool TryLock() => Interlocked.CompareExchange(ref _isLocked, 1, 0) == 0;

        public void Unlock() => Volatile.Write(ref _isLocked, 0);
    }

    /// <summary>Takes the second oldest item, if there are two.</summary>
    private sealed class TwoStacks
    {
        private readonly List<int> _items = [];

        public void Add(int item)
        {
            lock (_items)
                _items.Add(item);
        }

        public int? TryTake()
        {
            lock (_items)
            {
                if (_items.Count == 0)
                    return null;
                int index = Math.Min(1, _items.Count - 1);
                int item = _items[index];
                _items.RemoveAt(index);
                return item;
            }
        }
    }

    private sealed class CachedRegister : IDisposable
    {
        private readonly ThreadLocal<int> _seen = new();
        private int _value;

        public int Read() => _seen.Value;

        public void Write(int value)
        {
            _value = value;
            _seen.Value = value;
        }

        public void Dispose() => _seen.Dispose();
    }

    /// <summary>Hands out 2, then 1, then 4, then 3.</summary>
    private sealed class SwappingCounter
    {
        private int _next;

        public int Next() => ((Interlocked.Increment(ref _next) - 1) ^ 1) + 1;
    }

    private sealed class SequentialRegister : ISequentialModel
    {
        public int Value { get; set; }

        public object TakeSnapshot() => Value;
    }
}
