using Fearless.Atomics;
using Fearless.Testing;

namespace Fearless.ModelBenchmarks;

/// <summary>Two threads of five atomic operations each, on two variables. Its twin is <c>loom-peer/src/main.rs</c>.</summary>
internal static class TwoThreads
{
    public static void Body()
    {
        var shared = new Shared();
        ModelThread thread = Model.Thread(() => Do(shared, 1));
        Do(shared, 2);
        thread.Join();
    }

    private static void Do(Shared shared, int own)
    {
        shared.X.Add(1);
        shared.Y.Read();
        shared.X.Add(1);
        shared.Y.Write(own);
        shared.X.Add(1);
    }

    private sealed class Shared
    {
        public AtomicInt X;
        public AtomicInt Y;
    }
}
