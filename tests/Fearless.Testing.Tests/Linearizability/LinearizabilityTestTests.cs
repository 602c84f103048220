namespace Fearless.Testing.Tests.Linearizability;

/// <summary>How tests are declared, and what they do with subjects, threads and mistakes.</summary>
public class LinearizabilityTestTests
{
    private static readonly LinearizabilityOptions Short = new() { Budget = TimeSpan.FromSeconds(0.2), Scenarios = 10 };

    [Fact]
    public void An_exception_is_a_result_like_any_other() => LinearizabilityTest
        .For(static () => new Stack<int>(), static () => new Stack<int>())
        .Operation("Pop", static stack => stack.Pop(), static model => model.Pop())
        .Check(Short);

    [Fact]
    public void Another_exception_than_that_of_the_specification_is_found()
    {
        string report = Assert.Throws<LinearizabilityException>(() => LinearizabilityTest
            .For(static () => new object(), static () => new Stack<int>())
            .Operation("Pop", static int (_) => throw new NotSupportedException(), static model => model.Pop())
            .Check(Short)).Message;

        Assert.Contains("Pop() throws NotSupportedException, but the specification says: throws InvalidOperationException", report, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_never_returns_is_found_when_the_patience_is_over()
    {
        using var gate = new ManualResetEventSlim();

        string report = Assert.Throws<LinearizabilityException>(() => LinearizabilityTest
            .For(static () => new object(), static () => new object())
            .Operation("Hang", _ => gate.Wait(), static _ => { })
            .Check(Short with { Patience = TimeSpan.FromSeconds(0.1), OperationsBefore = 0 })).Message;
        gate.Set();

        Assert.Contains("never returned.", report, StringComparison.Ordinal);
        Assert.Contains("has not returned", report, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_is_lost_with_a_cancelled_operation_is_found()
    {
        string report = Assert.Throws<LinearizabilityException>(() => Specifications
            .Channel(static () => new LosingChannel(), int.MaxValue, static (channel, item, _) => channel.Send(item), static (channel, token) => channel.Receive(token))
            .Operation("Count", static channel => channel.Count, static model => model.Count)
            .Check(new() { Budget = TimeSpan.FromMinutes(1), Scenarios = 200 })).Message;

        Assert.Contains("Receive() cancelled", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_of_a_role_are_done_by_one_thread()
    {
        var threads = new HashSet<int>();
        LinearizabilityTest
            .For(static () => new object(), static () => new object())
            .Operation("Own", _ => Note(threads), static _ => { }, role: "owner")
            .Operation("Any", static _ => { }, static _ => { })
            .Check(Short with { OperationsBefore = 0, OperationsAfter = 0 });

        Assert.Single(threads);
    }

    [Fact]
    public void A_subject_that_is_disposable_is_disposed()
    {
        int made = 0;
        int disposed = 0;
        LinearizabilityTest
            .For(
                () =>
                {
                    made++;
                    return new Disposable(() => disposed++);
                },
                static () => new object())
            .Operation("Nothing", static _ => { }, static _ => { })
            .Check(Short);

        Assert.InRange(made, 1, int.MaxValue);
        Assert.Equal(made, disposed);
    }

    [Fact]
    public void A_failure_to_make_a_subject_is_the_callers()
    {
        var failure = new InvalidDataException();

        Assert.Same(failure, Assert.Throws<InvalidDataException>(() => LinearizabilityTest
            .For(object () => throw failure, static () => new object())
            .Operation("Nothing", static _ => { }, static _ => { })
            .Check(Short)));
    }

    [Fact]
    public void No_thread_is_left_when_a_check_is_over()
    {
        List<Thread> threads = [];
        LinearizabilityTest
            .For(static () => new object(), static () => new object())
            .Operation("Nothing", _ => Note(threads), static _ => { })
            .Check(Short);

        Assert.All(threads.Distinct(), static thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Mistakes_in_the_declaration_are_named()
    {
        LinearizabilityTest<object, object> test = LinearizabilityTest.For(static () => new object(), static () => new object());

        Assert.Contains("no operations", Assert.Throws<InvalidOperationException>(() => test.Check()).Message, StringComparison.Ordinal);
        test.Operation("First", static _ => { }, static _ => { }, role: "a").Operation("Second", static _ => { }, static _ => { }, role: "b");
        Assert.Contains(
            "2 roles", Assert.Throws<InvalidOperationException>(() => test.Check(new() { Threads = 1 })).Message, StringComparison.Ordinal);
        test.DividedBy(static (int key) => key);
        Assert.Contains("First has none", Assert.Throws<InvalidOperationException>(() => test.Check()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_specification_that_changes_its_mind_is_named()
    {
        int answer = 0;

        string message = Assert.Throws<InvalidOperationException>(() => LinearizabilityTest
            .For(static () => new object(), static () => new SequentialCounter())
            .RelaxedOperation("Ask", static _ => true, (_, _) => answer++ == 0)
            .Check(new() { Threads = 1, OperationsBefore = 0, OperationsAfter = 0 })).Message;

        Assert.Contains("Make it depend on nothing but the operations", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_refuse_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Threads", static () => new LinearizabilityOptions { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("OperationsPerThread", static () => new LinearizabilityOptions { OperationsPerThread = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("OperationsBefore", static () => new LinearizabilityOptions { OperationsBefore = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("OperationsAfter", static () => new LinearizabilityOptions { OperationsAfter = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Scenarios", static () => new LinearizabilityOptions { Scenarios = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Budget", static () => new LinearizabilityOptions { Budget = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("Patience", static () => new LinearizabilityOptions { Patience = TimeSpan.Zero });
    }

    private static void Note(HashSet<int> threads)
    {
        lock (threads)
            threads.Add(Environment.CurrentManagedThreadId);
    }

    private static void Note(List<Thread> threads)
    {
        lock (threads)
        {
            if (threads.Count < 10_000)
                threads.Add(Thread.CurrentThread);
        }
    }

    private sealed class Disposable(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }

    /// <summary>A channel that hands an item to a receiver who has been cancelled.</summary>
    private sealed class LosingChannel : IDisposable
    {
        private readonly SemaphoreSlim _signal = new(0);
        private readonly Queue<int> _items = [];
        private int _cancelled;

        public int Count
        {
            get
            {
                lock (_items)
                    return _items.Count;
            }
        }

        public void Send(int item)
        {
            lock (_items)
            {
                if (_cancelled > 0)
                {
                    _cancelled--;
                    return;
                }
                _items.Enqueue(item);
            }
            _signal.Release();
        }

        public int Receive(CancellationToken cancellationToken)
        {
            try
            {
                _signal.Wait(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                lock (_items)
                    _cancelled++;
                throw;
            }
            lock (_items)
                return _items.Dequeue();
        }

        public void Dispose() => _signal.Dispose();
    }
}
