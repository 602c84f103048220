using CsCheck;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

public class TimerHeapTests
{
    [Fact]
    public void It_fires_what_a_sorted_list_would_whatever_is_removed() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 50], Gen.Int[0, 1000]).Array[0, 300].Sample(static steps =>
        {
            var heap = new TimerHeap();
            var fired = new List<Probe>();
            var expected = new List<Probe>();
            long now = 0;
            foreach ((int kind, int amount, int pick) in steps)
            {
                switch (kind)
                {
                    case 0:
                        var probe = new Probe(now + amount, fired);
                        heap.Add(probe.Due, probe);
                        expected.Add(probe);
                        break;
                    case 1 when expected.Count > 0:
                        Probe removed = expected[pick % expected.Count];
                        expected.Remove(removed);
                        Assert.True(heap.Remove(removed));
                        Assert.False(heap.Remove(removed));
                        break;
                    default:
                        now += amount;
                        fired.Clear();
                        heap.Fire(null!, now);
                        Assert.Equal(fired.Select(static probe => probe.Due), fired.Select(static probe => probe.Due).Order());
                        Assert.Equal(expected.Where(probe => probe.Due <= now).ToHashSet(), fired.ToHashSet());
                        expected.RemoveAll(probe => probe.Due <= now);
                        break;
                }
                Assert.Equal(expected.Count, heap.Count);
                if (expected.Count > 0)
                    Assert.Equal(expected.Min(static probe => probe.Due), heap.Next);
            }
        });

    [Fact]
    public void It_gives_back_the_room_of_many()
    {
        var heap = new TimerHeap();
        Probe[] probes = [.. Enumerable.Range(0, 10_000).Select(static due => new Probe(due, []))];
        foreach (Probe probe in probes)
            heap.Add(probe.Due, probe);
        int most = heap.Capacity;
        foreach (Probe probe in probes)
            heap.Remove(probe);
        Assert.True(heap.Capacity < most / 100, $"There is room for {heap.Capacity} of {most}.");
    }

    private sealed class Probe(long due, List<Probe> fired) : Timed
    {
        public long Due { get; } = due;

        public override void OnTime(EventLoop loop) => fired.Add(this);

        public override void Run(EventLoop loop)
        {
        }
    }
}
