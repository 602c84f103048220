using Fearless.Collections;
using Fearless.Sync;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Collections;

/// <summary>Every operation of the queues and deques acts as if it were done at one moment. By themselves, as threads that take turns meet
/// nowhere.</summary>
[Collection(nameof(Alone))]
public class LinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_array_queue_acts_like_a_queue_with_a_bound(int capacity) => Specifications
        .BoundedQueue(
            () => new ArrayQueue<int>(capacity),
            capacity,
            static (queue, item) => queue.TryPush(item),
            static queue => queue.TryPop(out int item) ? item : null)
        .Operation(
            "ForcePush",
            Argument.Distinct(),
            static (queue, item) => queue.ForcePush(item, out int evicted) ? evicted : (int?)null,
            static (model, item) =>
            {
                int? evicted = model.IsFull && model.TryDequeue(out int oldest) ? oldest : null;
                model.TryEnqueue(item);
                return evicted;
            })
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Operation("IsFull", static queue => queue.IsFull, static model => model.IsFull)
        .Check(Options);

    // Few operations, so that they meet often.
    [Fact]
    public void A_full_array_queue_stays_full_while_items_are_replaced() => LinearizabilityTest
        .For(
            static () =>
            {
                var queue = new ArrayQueue<int>(1);
                queue.TryPush(-1);
                return queue;
            },
            static () =>
            {
                var model = new SequentialQueue<int>(1);
                model.TryEnqueue(-1);
                return model;
            })
        .Operation(
            "ForcePush",
            Argument.Distinct(),
            static (queue, item) => queue.ForcePush(item, out int evicted) ? evicted : (int?)null,
            static (model, item) =>
            {
                int? evicted = model.TryDequeue(out int oldest) ? oldest : null;
                model.TryEnqueue(item);
                return evicted;
            })
        .Operation("IsFull", static queue => queue.IsFull, static model => model.IsFull)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Check(Options);

    [Fact]
    public void A_seg_queue_acts_like_a_queue() => Specifications
        .Queue(
            static () => new SegQueue<int>(),
            static (queue, item) => queue.Push(item),
            static queue => queue.TryPop(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Check(Options);

    // Nearly full, so that the first pushes close the ring.
    [Fact]
    public void A_seg_queue_acts_like_a_queue_while_its_ring_is_closed() => LinearizabilityTest
        .For(
            static () =>
            {
                var queue = new SegQueue<int>();
                for (int item = 1; item < 32; item++)
                    queue.Push(-item);
                return queue;
            },
            static () =>
            {
                var model = new SequentialQueue<int>();
                for (int item = 1; item < 32; item++)
                    model.TryEnqueue(-item);
                return model;
            })
        .Operation("Push", Argument.Distinct(), static (queue, item) => queue.Push(item), static (model, item) => { model.TryEnqueue(item); })
        .Operation("TryPop", static queue => queue.TryPop(out int item) ? item : (int?)null, static model => model.TryDequeue(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Check(Options);

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
    public void An_injector_acts_like_a_queue() => Specifications
        .Queue(
            static () => new Injector<int>(),
            static (injector, item) => injector.Push(item),
            static injector => injector.Steal().TryGetValue(out int item) ? item : null)
        .Operation("Count", static injector => injector.Count, static model => model.Count)
        .Check(Options);

    [Fact]
    public void A_cell_under_a_sequence_lock_acts_like_a_counter() => Specifications
        .Counter(
            static () => new AtomicCell<(long, long)>((0, 0)),
            static (cell, amount) => cell.Update(amount, static (value, amount) => (value.Item1 + amount, value.Item2 - amount)).Item1,
            static cell => cell.Read() is var (plus, minus) && plus == -minus ? plus : throw new InvalidOperationException("A mixture."))
        .Check(Options);

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
