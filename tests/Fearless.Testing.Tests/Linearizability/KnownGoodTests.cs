using System.Collections.Concurrent;

namespace Fearless.Testing.Tests.Linearizability;

/// <summary>What is right is not accused.</summary>
public class KnownGoodTests
{
    [Fact]
    public void The_concurrent_queue_of_dotnet_is_linearizable() => Specifications
        .Queue(
            static () => new ConcurrentQueue<int>(),
            static (queue, item) => queue.Enqueue(item),
            static queue => queue.TryDequeue(out int item) ? item : null)
        .Operation("Count", static queue => queue.Count, static model => model.Count)
        .Operation("IsEmpty", static queue => queue.IsEmpty, static model => model.Count == 0)
        .Check();

    [Fact]
    public void The_concurrent_stack_of_dotnet_is_linearizable() => Specifications
        .Stack(
            static () => new ConcurrentStack<int>(),
            static (stack, item) => stack.Push(item),
            static stack => stack.TryPop(out int item) ? item : null)
        .Operation("TryPeek", static stack => stack.TryPeek(out int item) ? item : 0, static model => model.TryPeek(out int item) ? item : 0)
        .Operation("ToArray", static stack => stack.ToArray(), static model => (int[])model.TakeSnapshot())
        .Check();

    [Fact]
    public void An_interlocked_counter_is_linearizable() => Specifications
        .Counter(
            static () => new long[1],
            static (counter, amount) => Interlocked.Add(ref counter[0], amount),
            static counter => Volatile.Read(ref counter[0]))
        .Check();

    [Fact]
    public void The_concurrent_dictionary_of_dotnet_is_linearizable_key_by_key() => Specifications
        .Map(
            static () => new ConcurrentDictionary<int, int>(),
            static (map, key, value) => map.TryAdd(key, value),
            static (map, key) => map.TryGetValue(key, out int value) ? value : null,
            static (map, key) => map.TryRemove(key, out int value) ? value : null)
        .Check();

    [Fact]
    public void A_blocking_collection_is_linearizable_and_forgets_nobody() => Specifications
        .Channel(
            static () => new BlockingCollection<int>(2),
            2,
            static (collection, item, token) => collection.Add(item, token),
            static (collection, token) => collection.Take(token))
        .Check();

    [Fact]
    public void Two_threads_with_a_thousand_operations_each_can_be_checked() => Specifications
        .BoundedQueue(
            static () => new BoundedQueue(),
            4,
            static (queue, item) => queue.TryEnqueue(item),
            static queue => queue.TryDequeue())
        .Check(new() { Threads = 2, OperationsPerThread = 1_000, Scenarios = 2, Budget = TimeSpan.FromSeconds(1) });

    private sealed class BoundedQueue
    {
        private readonly Queue<int> _items = [];

        public bool TryEnqueue(int item)
        {
            lock (_items)
            {
                if (_items.Count == 4)
                    return false;
                _items.Enqueue(item);
                return true;
            }
        }

        public int? TryDequeue()
        {
            lock (_items)
                return _items.TryDequeue(out int item) ? item : null;
        }
    }
}
