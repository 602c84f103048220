using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.Loader;
using Fearless.Tasks;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Tasks;

/// <summary>Loads the library again, for a process in which no task has run so far, and so runs by itself.</summary>
[Collection(nameof(Alone))]
public class EarlyPollsTests
{
    [Fact]
    public void Runs_from_before_the_meter_was_made_are_told_when_it_is()
    {
        using var process = new NewProcess();
        Assert.True(process.TryKeep(1));
        Assert.True(process.TryKeep(2));
        Assert.True(process.AreKept);
        Assert.Empty(process.Told);
        process.Tell();
        Assert.Equal([1, 2], process.Told);
        Assert.False(process.AreKept);
        Assert.False(process.TryKeep(3));
        process.Tell();
        Assert.Equal([1, 2], process.Told);
    }

    [Fact]
    public void It_is_made_when_there_are_many()
    {
        using var process = new NewProcess();
        for (int run = 0; run < 64; run++)
            Assert.True(process.TryKeep(run));
        Assert.Equal(Enumerable.Range(0, 64).Select(static run => (double)run), process.Told);
        Assert.False(process.TryKeep(64));
    }

    private sealed class NewProcess : IDisposable
    {
        private readonly Type _polls;
        private readonly object _work;
        private readonly MeterListener _listener = new();

        public NewProcess()
        {
            Assembly library = new AssemblyLoadContext("new").LoadFromAssemblyPath(typeof(Executor).Assembly.Location);
            _polls = library.GetType(typeof(EarlyPolls).FullName!)!;
            _work = Activator.CreateInstance(library.GetType(typeof(PostedWork).FullName!)!, (Action)(static () => { }))!;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                // Made by this copy: that of the tests exists already, or is made by a task.
                if (instrument.Meter.Name == "Fearless.Tasks")
                    listener.EnableMeasurementEvents(instrument, this);
            };
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
            {
                if (tags[0].Value is "(posted)")
                    Told.Add(value);
            });
            _listener.Start();
        }

        public List<double> Told { get; } = [];

        public bool AreKept => (bool)_polls.GetProperty(nameof(EarlyPolls.AreKept))!.GetValue(null)!;

        public bool TryKeep(int seconds) =>
            (bool)_polls.GetMethod(nameof(EarlyPolls.TryKeep))!.Invoke(null, [_work, TimeSpan.FromSeconds(seconds)])!;

        public void Tell() => _polls.GetMethod(nameof(EarlyPolls.Tell))!.Invoke(null, null);

        public void Dispose() => _listener.Dispose();
    }
}
