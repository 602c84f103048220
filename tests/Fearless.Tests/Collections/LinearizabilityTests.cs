using Fearless.Collections;
using Fearless.Sync;
using Fearless.Testing;

namespace Fearless.Tests.Collections;

public class LinearizabilityTests
{
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
        .Check();

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
        .Check();

    [Fact]
    public void A_seg_queue_acts_like_a_queue() => Specifications
        .Queue(
            static () => new SegQueue<int>(),
            static (queue, item) => queue.Push(item),
            static queue => queue.TryPop(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Check();

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
        .Check();

    [Fact]
    public void A_worker_that_is_last_in_first_out_acts_like_a_deque() => Specifications
        .WorkStealingDeque(
            static () => Worker.CreateLifo<int>(),
            static (worker, item) => worker.Push(item),
            static worker => worker.TryPop(out int item) ? item : null,
            static worker => worker.Stealer.Steal() is var stolen && stolen.TryGetValue(out int item) ? (item, false) : (null, stolen.IsRetry))
        .Check();

    [Fact]
    public void An_injector_acts_like_a_queue() => Specifications
        .Queue(
            static () => new Injector<int>(),
            static (injector, item) => injector.Push(item),
            static injector => injector.Steal().TryGetValue(out int item) ? item : null)
        .Operation("Count", static injector => injector.Count, static model => model.Count)
        .Check();

    [Fact]
    public void A_cell_under_a_sequence_lock_acts_like_a_counter() => Specifications
        .Counter(
            static () => new AtomicCell<(long, long)>((0, 0)),
            static (cell, amount) => cell.Update(amount, static (value, amount) => (value.Item1 + amount, value.Item2 - amount)).Item1,
            static cell => cell.Read() is var (plus, minus) && plus == -minus ? plus : throw new InvalidOperationException("A mixture."))
        .Check();
}
