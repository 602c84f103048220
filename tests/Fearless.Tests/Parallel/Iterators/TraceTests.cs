using System.Diagnostics.Tracing;

namespace Fearless.Tests.Parallel.Iterators;

public class TraceTests
{
    [Fact]
    public void A_run_tells_whoever_listens_how_it_was_split_and_how_many_items_a_worker_does_at_once()
    {
        const int Length = 123_457;
        using var events = new Events();
        Assert.Equal(Length, (0..Length).Par().WithMaxLength(1000).Count(static x => x >= 0));
        long[] run = Assert.Single(events.Runs, static run => run[0] == Length);
        Assert.InRange(run[1], Length / 1000, Length);
        Assert.InRange(run[2], 1, 1000);
    }

    private sealed class Events : EventListener
    {
        private readonly Lock _lock = new();
        private readonly List<long[]> _runs = [];

        public List<long[]> Runs
        {
            get
            {
                lock (_lock)
                    return [.. _runs];
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Fearless")
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName != "RunEnded")
                return;
            lock (_lock)
                _runs.Add([.. eventData.Payload!.Select(static value => Convert.ToInt64(value, null))]);
        }
    }
}
