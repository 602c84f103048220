using Fearless.Atomics;
using Fearless.Testing;
using Xunit;

namespace Fearless.ModelTests.Exploration;

/// <summary>Where the threads of a model run, as Linux tells it.</summary>
public class SharedProcessorTests
{
    [Fact]
    public void The_threads_of_a_model_share_one_processor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.ProcessorCount > 1, "There is nothing to share.");
        Model.Check(static () =>
        {
            var seen = new AtomicInt();
            string[] allowed = new string[2];
            ModelThread other = Model.Thread(() =>
            {
                allowed[1] = Allowed();
                seen.Write(1);
            });
            allowed[0] = Allowed();
            other.Join();
            Assert.Equal(1, seen.Read());
            Assert.True(int.TryParse(allowed[0], out _), $"The model may run on {allowed[0]}.");
            Assert.Equal(allowed[0], allowed[1]);
        });
    }

    [Fact]
    public void Threads_that_the_model_does_not_see_run_anywhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere threads are not bound.");
        string outside = Allowed();
        Model.Check(() =>
        {
            string inside = "";
            var thread = new Thread(() => inside = Allowed());
            thread.Start();
            thread.Join();
            Assert.Equal(outside, inside);
        });
        Assert.Equal(outside, Allowed());
    }

    private static string Allowed() =>
        File.ReadLines("/proc/thread-self/status").First(static line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();
}
