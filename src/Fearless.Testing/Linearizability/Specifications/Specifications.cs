namespace Fearless.Testing;

/// <summary>Tests of the structures that everybody has, ready but for the names of the operations. More operations can be added to
/// each.</summary>
/// <remarks>A function that takes an item out returns null when there is none.</remarks>
/// <example><code>
/// Specifications
///     .Queue(() =&gt; new ConcurrentQueue&lt;int&gt;(), (queue, item) =&gt; queue.Enqueue(item), queue =&gt; queue.TryDequeue(out int
/// item) ? item : null)     .Operation("Count", queue =&gt; queue.Count, model =&gt; model.Count)
///     .Check();
/// </code></example>
public static class Specifications
{
    /// <summary>A queue without a bound: first in, first out. Items are distinct.</summary>
    /// <typeparam name="TQueue">The type of the queue.</typeparam>
    /// <param name="create">Makes an empty queue.</param>
    /// <param name="enqueue">Adds an item.</param>
    /// <param name="tryDequeue">Takes the oldest item, or returns null.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TQueue, SequentialQueue<int>> Queue<TQueue>(
        Func<TQueue> create, Action<TQueue, int> enqueue, Func<TQueue, int?> tryDequeue)
        where TQueue : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialQueue<int>())
            .Operation("Enqueue", Argument.Distinct(), enqueue, static (model, item) => model.TryEnqueue(item))
            .Operation("TryDequeue", tryDequeue, static model => model.TryDequeue(out int item) ? item : null);

    /// <summary>A queue with a bound: an item is refused exactly when the queue is full. Items are distinct.</summary>
    /// <typeparam name="TQueue">The type of the queue.</typeparam>
    /// <param name="create">Makes an empty queue.</param>
    /// <param name="capacity">How many items it holds. Few, so that it is often full.</param>
    /// <param name="tryEnqueue">Adds an item, or returns false.</param>
    /// <param name="tryDequeue">Takes the oldest item, or returns null.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TQueue, SequentialQueue<int>> BoundedQueue<TQueue>(
        Func<TQueue> create, int capacity, Func<TQueue, int, bool> tryEnqueue, Func<TQueue, int?> tryDequeue)
        where TQueue : notnull =>
        LinearizabilityTest.For(create, () => new SequentialQueue<int>(capacity))
            .Operation("TryEnqueue", Argument.Distinct(), tryEnqueue, static (model, item) => model.TryEnqueue(item))
            .Operation("TryDequeue", tryDequeue, static model => model.TryDequeue(out int item) ? item : null);

    /// <summary>A channel: a queue that senders wait for while it is full, and receivers while it is empty. Items are distinct.</summary>
    /// <typeparam name="TChannel">The type of the channel.</typeparam>
    /// <param name="create">Makes an empty channel.</param>
    /// <param name="capacity">How many items it holds; <see cref="int.MaxValue"/> for one without a bound.</param>
    /// <param name="send">Adds an item, or waits; throws <see cref="OperationCanceledException"/> once cancelled, and has not added it
    /// then.</param>
    /// <param name="receive">Takes the oldest item, or waits; throws <see cref="OperationCanceledException"/> once cancelled, and has taken
    /// none then.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TChannel, SequentialQueue<int>> Channel<TChannel>(
        Func<TChannel> create, int capacity, Action<TChannel, int, CancellationToken> send, Func<TChannel, CancellationToken, int> receive)
        where TChannel : notnull =>
        LinearizabilityTest.For(create, () => new SequentialQueue<int>(capacity))
            .BlockingOperation("Send", Argument.Distinct(), send, static (model, item) => model.TryEnqueue(item))
            .BlockingOperation("Receive", receive, static (SequentialQueue<int> model, out int item) => model.TryDequeue(out item));

    /// <summary>A stack: last in, first out. Items are distinct.</summary>
    /// <typeparam name="TStack">The type of the stack.</typeparam>
    /// <param name="create">Makes an empty stack.</param>
    /// <param name="push">Adds an item.</param>
    /// <param name="tryPop">Takes the newest item, or returns null.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TStack, SequentialStack<int>> Stack<TStack>(
        Func<TStack> create, Action<TStack, int> push, Func<TStack, int?> tryPop)
        where TStack : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialStack<int>())
            .Operation("Push", Argument.Distinct(), push, static (model, item) => model.Push(item))
            .Operation("TryPop", tryPop, static model => model.TryPop(out int item) ? item : null);

    /// <summary>A work-stealing deque: one owner pushes and pops at one end, thieves steal at the other. Items are distinct.</summary>
    /// <typeparam name="TDeque">The type of the deque.</typeparam>
    /// <param name="create">Makes an empty deque.</param>
    /// <param name="push">Adds an item. Owner only.</param>
    /// <param name="tryPop">Takes the newest item, or returns null. Owner only.</param>
    /// <param name="trySteal">Takes the oldest item; or returns none, and whether another thread was in the way, so that it is worth
    /// another try.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TDeque, SequentialDeque<int>> WorkStealingDeque<TDeque>(
        Func<TDeque> create, Action<TDeque, int> push, Func<TDeque, int?> tryPop, Func<TDeque, (int? Item, bool Retry)> trySteal)
        where TDeque : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialDeque<int>())
            .Operation("Push", Argument.Distinct(), push, static (model, item) => model.PushLast(item), role: "owner")
            .Operation("TryPop", tryPop, static model => model.TryTakeLast(out int item) ? item : null, role: "owner")
            .Operation(
                "TrySteal",
                trySteal,
                static model => (model.TryTakeFirst(out int item) ? item : null, false),
                givesUp: static result => result is { Item: null, Retry: true });

    /// <summary>A map: each key once. Checked key by key, so leave operations on several keys to a test of their own.</summary>
    /// <typeparam name="TMap">The type of the map.</typeparam>
    /// <param name="create">Makes an empty map.</param>
    /// <param name="tryAdd">Adds a key with a value, or returns false if it is there.</param>
    /// <param name="tryGet">Returns the value of a key, or null.</param>
    /// <param name="tryRemove">Takes a key out and returns its value, or null.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TMap, SequentialMap<int, int>> Map<TMap>(
        Func<TMap> create, Func<TMap, int, int, bool> tryAdd, Func<TMap, int, int?> tryGet, Func<TMap, int, int?> tryRemove)
        where TMap : notnull =>
        OrderedMap(create, tryAdd, tryGet, tryRemove)
            .DividedBy(static ((int Key, int Value) argument) => argument.Key)
            .DividedBy(static (int key) => key);

    /// <summary>A map whose operations are checked all together, so that those on its order can be added.</summary>
    /// <typeparam name="TMap">The type of the map.</typeparam>
    /// <param name="create">Makes an empty map.</param>
    /// <param name="tryAdd">Adds a key with a value, or returns false if it is there.</param>
    /// <param name="tryGet">Returns the value of a key, or null.</param>
    /// <param name="tryRemove">Takes a key out and returns its value, or null.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TMap, SequentialMap<int, int>> OrderedMap<TMap>(
        Func<TMap> create, Func<TMap, int, int, bool> tryAdd, Func<TMap, int, int?> tryGet, Func<TMap, int, int?> tryRemove)
        where TMap : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialMap<int, int>())
            .Operation(
                "TryAdd",
                Argument.Pair(Argument.Between(1, 3), Argument.Distinct()),
                (map, pair) => tryAdd(map, pair.First, pair.Second),
                static (model, pair) => model.TryAdd(pair.First, pair.Second))
            .Operation("TryGet", Argument.Between(1, 3), tryGet, static (model, key) => model.TryGet(key, out int value) ? value : null)
            .Operation("TryRemove", Argument.Between(1, 3), tryRemove, static (model, key) => model.TryRemove(key, out int value) ? value : null);

    /// <summary>A set. All operations are checked together, so that those on its order can be added.</summary>
    /// <typeparam name="TSet">The type of the set.</typeparam>
    /// <param name="create">Makes an empty set.</param>
    /// <param name="add">Adds an item; whether it was new.</param>
    /// <param name="remove">Takes an item out; whether it was there.</param>
    /// <param name="contains">Whether an item is there.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TSet, SequentialSet<int>> Set<TSet>(
        Func<TSet> create, Func<TSet, int, bool> add, Func<TSet, int, bool> remove, Func<TSet, int, bool> contains)
        where TSet : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialSet<int>())
            .Operation("Add", Argument.Between(1, 3), add, static (model, item) => model.Add(item))
            .Operation("Remove", Argument.Between(1, 3), remove, static (model, item) => model.Remove(item))
            .Operation("Contains", Argument.Between(1, 3), contains, static (model, item) => model.Contains(item));

    /// <summary>A counter that starts at zero.</summary>
    /// <typeparam name="TCounter">The type of the counter.</typeparam>
    /// <param name="create">Makes a counter.</param>
    /// <param name="add">Adds an amount and returns the value afterwards.</param>
    /// <param name="read">Returns the value.</param>
    /// <returns>The test.</returns>
    public static LinearizabilityTest<TCounter, SequentialCounter> Counter<TCounter>(
        Func<TCounter> create, Func<TCounter, int, long> add, Func<TCounter, long> read)
        where TCounter : notnull =>
        LinearizabilityTest.For(create, static () => new SequentialCounter())
            .Operation("Add", Argument.Between(-1, 2), add, static (model, amount) => model.Add(amount))
            .Operation("Read", read, static model => model.Value);
}
