using Fearless.Collections;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Linearizability;

/// <summary>Every operation of the collections acts as if it were done at one moment. By themselves, as threads that take turns meet
/// nowhere.</summary>
[Collection(nameof(Alone))]
public class CollectionsLinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_work_stealing_deque_hands_out_every_item_once_and_in_order() => Deque().Check(Options);

    [Fact]
    public void A_work_stealing_deque_that_is_trimmed_when_empty_loses_nothing() => Deque()
        .Operation("TrimWhenEmpty", static deque => deque.TrimWhenEmpty(), static _ => { }, role: "owner")
        .Check(Options);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_and_its_stealers_hand_out_every_item_once_and_in_order(bool isFifo) => LinearizabilityTest
        .For(() => isFifo ? Worker.CreateFifo<int>() : Worker.CreateLifo<int>(), static () => new SequentialDeque<int>())
        .Operation("Push", Argument.Distinct(), static (worker, item) => { worker.Push(item); }, static (model, item) => model.PushLast(item), role: "owner")
        .Operation(
            "TryPop",
            static worker => worker.TryPop(out int item) ? item : 0,
            model => (isFifo ? model.TryTakeFirst(out int item) : model.TryTakeLast(out item)) ? item : 0,
            role: "owner")
        .Operation(
            "Steal",
            static worker => worker.Stealer.Steal() is { IsEmpty: false } steal ? steal.IsRetry ? -1 : steal.Value : 0,
            static model => model.TryTakeFirst(out int item) ? item : 0,
            givesUp: static stolen => stolen == -1)
        .Check(Options);

    [Fact]
    public void A_stack_that_is_taken_as_a_whole_loses_nothing() => LinearizabilityTest
        .For(static () => new Stack(), static () => new SequentialStack<int>())
        .Operation("Push", Argument.Distinct(), static (stack, item) => stack.Items.Push(item), static (model, item) =>
        {
            model.Push(item);
            return model.Count == 1;
        })
        .Operation("TakeAll", static stack => stack.TakeAll(), static model => model.TakeAll())
        .Operation("IsEmpty", static stack => stack.Items.IsEmpty, static model => model.Count == 0)
        .Operation("ToList", static stack => stack.Items.ToList(), static model => ((int[])model.TakeSnapshot()).Reverse())
        .Check(Options);

    [Fact]
    public void A_bounded_queue_answers_for_one_moment() => Bounded(static () => new ArrayQueue<int>(2), 2).Check(Options);

    [Fact]
    public void A_bounded_queue_for_one_item_answers_for_one_moment() => Bounded(static () => new ArrayQueue<int>(1), 1).Check(Options);

    [Fact]
    public void A_bounded_queue_that_evicts_answers_for_one_moment() => Bounded(static () => new ArrayQueue<int>(2), 2)
        .Operation(
            "ForcePush",
            Argument.Distinct(),
            static (queue, item) => queue.ForcePush(item, out int evicted) ? evicted : 0,
            static (model, item) => model.EnqueueOverOldest(item, out int evicted) ? evicted : 0)
        .Check(Options);

    [Fact]
    public void An_unbounded_queue_answers_for_one_moment() => Unbounded(items: 0).Check(Options);

    [Fact]
    public void An_unbounded_queue_answers_for_one_moment_while_a_ring_takes_over_from_another() => Unbounded(items: 30).Check(Options);

    // A buffer for one, so that it grows under way.
    private static LinearizabilityTest<WorkDeque<int>, SequentialDeque<int>> Deque() => Specifications.WorkStealingDeque(
        static () => new WorkDeque<int>(1),
        static (deque, item) => deque.Push(item),
        static deque => deque.TryPopNewest(out int item) ? item : null,
        static deque => deque.TrySteal(out int item) switch
        {
            StealStatus.Success => (item, false),
            StealStatus.Retry => (null, true),
            _ => ((int?)null, false),
        });

    private static LinearizabilityTest<ArrayQueue<int>, SequentialQueue<int>> Bounded(Func<ArrayQueue<int>> create, int capacity) => Specifications
        .BoundedQueue(
            create,
            capacity,
            static (queue, item) => queue.TryPush(item),
            static queue => queue.TryPop(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Operation("IsFull", static queue => queue.IsFull, static model => model.IsFull);

    private static LinearizabilityTest<SegQueue<int>, SequentialQueue<int>> Unbounded(int items) => LinearizabilityTest
        .For(
            () =>
            {
                var queue = new SegQueue<int>();
                for (int item = 0; item < items; item++)
                    queue.Push(-item);
                return queue;
            },
            () =>
            {
                var model = new SequentialQueue<int>();
                for (int item = 0; item < items; item++)
                    model.TryEnqueue(-item);
                return model;
            })
        .Operation("Push", Argument.Distinct(), static (queue, item) => queue.Push(item), static (model, item) => model.TryEnqueue(item))
        .Operation(
            "TryPop",
            static queue => queue.TryPop(out int item) ? item : (int?)null,
            static model => model.TryDequeue(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0);

    private sealed class Stack
    {
        // A mutable struct.
        public TreiberStack<int> Items;

        public int[] TakeAll()
        {
            List<int> items = [];
            for (TreiberStack<int>.Node? node = Items.TakeAll(); node is not null; node = node.Next)
                items.Add(node.Item);
            return [.. items];
        }
    }
}
