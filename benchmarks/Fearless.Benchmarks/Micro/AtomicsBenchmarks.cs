using BenchmarkDotNet.Attributes;
using Fearless.Atomics;

namespace Fearless.Benchmarks.Micro;

/// <summary>Shows that the atomics cost what the operation costs that each of them names.</summary>
public class AtomicsBenchmarks
{
    private AtomicLong _atomic;
    private long _plain;

    [Benchmark]
    public long VolatileRead() => Volatile.Read(ref _plain);

    [Benchmark]
    public long AtomicRead() => _atomic.Read();

    [Benchmark]
    public long InterlockedIncrement() => Interlocked.Increment(ref _plain);

    [Benchmark]
    public long AtomicIncrement() => _atomic.Increment();

    [Benchmark]
    public bool InterlockedCompareExchange() => Interlocked.CompareExchange(ref _plain, 1, 0) == 0;

    [Benchmark]
    public bool AtomicCompareAndSet() => _atomic.CompareAndSet(0, 1);
}
