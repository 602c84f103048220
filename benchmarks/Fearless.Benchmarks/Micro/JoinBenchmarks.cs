using BenchmarkDotNet.Attributes;

namespace Fearless.Benchmarks.Micro;

/// <summary>What one join of two empty jobs costs on a worker, when nobody steals.</summary>
[MemoryDiagnoser]
public class JoinBenchmarks : IDisposable
{
    /// <summary>Joins of one call, so that handing over to the pool is shared out to nothing.</summary>
    private const int Joins = 10_000;

    private readonly WorkerPool _pool = new(1);

    [Benchmark(Baseline = true, OperationsPerInvoke = Joins)]
    public void StructJobs()
    {
        var loop = new StructJobLoop();
        _pool.Install(ref loop);
    }

    [Benchmark(OperationsPerInvoke = Joins)]
    public int StaticLambdas() => _pool.Install(static () =>
    {
        int sum = 0;
        for (int done = 0; done < Joins; done++)
        {
            (int left, int right) = Par.Join(done, static done => done, static done => -done);
            sum += left + right;
        }

        return sum;
    });

    [Benchmark(OperationsPerInvoke = Joins)]
    public int Closures() => _pool.Install(static () =>
    {
        int sum = 0;
        for (int done = 0; done < Joins; done++)
        {
            int captured = done;
            (int left, int right) = Par.Join(() => captured, () => -captured);
            sum += left + right;
        }

        return sum;
    });

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    private struct StructJobLoop : IForkJob
    {
        public readonly void Execute(ForkContext context)
        {
            for (int done = 0; done < Joins; done++)
            {
                var left = new EmptyJob();
                var right = new EmptyJob();
                context.Join(ref left, ref right);
            }
        }
    }

    private struct EmptyJob : IForkJob
    {
        public readonly void Execute(ForkContext context)
        {
        }
    }
}
