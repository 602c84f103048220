using Fearless.Tests.Sync;

namespace Fearless.Tests.Atomics;

/// <summary>Runs one small step on several threads at once, many times.</summary>
internal static class Race
{
    private const int Threads = 4;
    private const int Turns = 300_000;

    public static void AssertTotal(Action step, Action<int> assert)
    {
        using var start = new Barrier(Threads);
        TestThread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => TestThread.Start(() =>
        {
            start.SignalAndWait(TestThread.Patience);
            for (int i = 0; i < Turns; i++)
                step();
        }))];
        Array.ForEach(threads, static thread => thread.Join());
        assert(Threads * Turns);
    }
}
