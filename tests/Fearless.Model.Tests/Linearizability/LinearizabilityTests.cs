using Fearless.Collections;
using Fearless.Sync;

namespace Fearless.ModelTests.Linearizability;

/// <summary>Generated scenarios, each in all its executions within the bound.</summary>
public class LinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new()
    {
        Threads = 2,
        OperationsPerThread = 2,
        OperationsBefore = 2,
        OperationsAfter = 2,
        Scenarios = ModelBudget.IsDeep ? 500 : 25,
        Budget = ModelBudget.IsDeep ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(3),
    };

    [Fact]
    public void A_counter_that_reads_and_then_writes_is_found()
    {
        LinearizabilityException exception = Assert.Throws<LinearizabilityException>(static () => Specifications
            .Counter(
                static () => new Cell(),
                static (cell, amount) =>
                {
                    int value = cell.Value.Read() + amount;
                    cell.Value.Write(value);
                    return value;
                },
                static cell => cell.Value.Read())
            .CheckModel());

        Assert.StartsWith("Cell is not linearizable.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("What the model checker says:", exception.Message, StringComparison.Ordinal);
        Assert.IsType<ModelFailureException>(exception.InnerException);
    }

    [Fact]
    public void What_goes_wrong_in_another_way_is_found_too()
    {
        LinearizabilityException exception = Assert.Throws<LinearizabilityException>(static () => LinearizabilityTest
            .For(static () => new Cell(), static () => new SequentialCounter())
            .Operation("Write", static cell => cell.Unprotected.Write(1), static model => { })
            .CheckModel());

        Assert.StartsWith("Cell goes wrong under the model checker: DataRace.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_with_aba_is_found()
    {
        // On threads it takes luck: one of them has to stand still while another does three operations.
        var options = new LinearizabilityOptions { OperationsPerThread = 3, OperationsBefore = 2, Seed = 1, Scenarios = 200, Budget = TimeSpan.FromMinutes(2) };
        LinearizabilityException exception = Assert.Throws<LinearizabilityException>(() => Specifications
            .Stack(static () => new StackWithAba(), static (stack, item) => stack.Push(item), static stack => stack.TryPop())
            .CheckModel(ModelBudget.Bounded, options));

        Assert.StartsWith("StackWithAba ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_waits_is_cancelled_at_any_moment() => LinearizabilityTest
        .For(static () => new CountLatch(1), static () => new SequentialCounter(1))
        .Operation("Decrement", static latch => latch.Decrement(), static model => model.TryDecrement()
            ? true
            : throw new InvalidOperationException("The count is zero already."))
        .BlockingOperation(
            "Wait",
            static (latch, token) =>
            {
                latch.Wait(token);
                return true;
            },
            static (SequentialCounter model, out bool isSet) => isSet = model.Value == 0)
        .CheckModel(ModelBudget.Bounded, Options);

    [Fact]
    public void An_atomic_counter_is_linearizable() => Specifications
        .Counter(static () => new Cell(), static (cell, amount) => cell.Value.Add(amount), static cell => cell.Value.Read())
        .CheckModel(ModelBudget.Bounded, Options);

    [Fact]
    public void A_bounded_queue_is_linearizable() => Specifications
        .BoundedQueue(
            static () => new ArrayQueue<int>(1),
            1,
            static (queue, item) => queue.TryPush(item),
            static queue => queue.TryPop(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .CheckModel(ModelBudget.Bounded, Options);

    [Fact]
    public void An_unbounded_queue_is_linearizable() => Specifications
        .Queue(static () => new SegQueue<int>(), static (queue, item) => queue.Push(item), static queue => queue.TryPop(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .CheckModel(ModelBudget.Bounded, Options);

    [Fact]
    public void A_work_stealing_deque_is_linearizable() => Specifications
        .WorkStealingDeque(
            static () => new WorkDeque<int>(1),
            static (deque, item) => deque.Push(item),
            static deque => deque.TryPopNewest(out int item) ? item : null,
            static deque => deque.TrySteal(out int item) switch
            {
                StealStatus.Success => (item, false),
                StealStatus.Retry => (null, true),
                _ => ((int?)null, false),
            })
        .CheckModel(ModelBudget.Bounded, Options);

    private sealed class Cell
    {
        public AtomicInt Value;
        public Checked<int> Unprotected;
    }
}
