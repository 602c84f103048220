using System.Collections.Concurrent;

namespace Fearless.Testing.Tests.Linearizability;

/// <summary>What is wrong is found.</summary>
public class KnownBadTests
{
    // A failure ends it: so long only where it would be missed. Much, because the other core may be busy elsewhere.
    private static readonly LinearizabilityOptions Patient = new() { Budget = TimeSpan.FromMinutes(1), Scenarios = 200 };

    [Fact]
    public void A_counter_that_is_not_atomic_is_found()
    {
        string report = Report(Specifications.Counter(
            static () => new Broken.Counter(), static (counter, amount) => counter.Add(amount), static counter => counter.Value));

        Assert.StartsWith("Counter is not linearizable.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_with_a_racy_size_is_found()
    {
        string report = Report(Specifications
            .Queue(static () => new Broken.QueueWithRacySize(), static (queue, item) => queue.Enqueue(item), static queue => queue.TryDequeue())
            .Operation("Count", static queue => queue.Count, static model => model.Count));

        Assert.Contains("Count()", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_of_dotnet_without_a_lock_is_found() => Report(Specifications.Queue(
        static () => new Queue<int>(), static (queue, item) => queue.Enqueue(item), static queue => queue.TryDequeue(out int item) ? item : null));

    [Fact]
    public void A_check_that_is_followed_by_an_act_is_found()
    {
        string report = Report(Specifications.Map(
            static () => new ConcurrentDictionary<int, int>(),
            static (map, key, value) =>
            {
                if (map.ContainsKey(key))
                    return false;
                map[key] = value;
                return true;
            },
            static (map, key) => map.TryGetValue(key, out int value) ? value : null,
            static (map, key) => map.TryRemove(key, out int value) ? value : null));

        Assert.Contains("of the operations on", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receiver_that_was_forgotten_is_found()
    {
        LinearizabilityTest<Broken.ChannelThatForgets, SequentialQueue<int>> test = Specifications.Channel(
            static () => new Broken.ChannelThatForgets(),
            int.MaxValue,
            static (channel, item, _) => channel.Send(item),
            static (channel, token) => channel.Receive(token));

        string report = Report(test, Patient with { Patience = TimeSpan.FromSeconds(0.5) });

        Assert.Contains("never returned, though the specification says that it can go on", report, StringComparison.Ordinal);
        Assert.Contains("Receive() still waits, but the specification lets it go on", report, StringComparison.Ordinal);
    }

    private static string Report<TSubject, TModel>(LinearizabilityTest<TSubject, TModel> test, LinearizabilityOptions? options = null)
        where TSubject : notnull
        where TModel : notnull
    {
        string report = Assert.Throws<LinearizabilityException>(() => test.Check(options ?? Patient)).Message;
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        return report;
    }
}
