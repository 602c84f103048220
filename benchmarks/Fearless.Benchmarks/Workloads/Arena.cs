using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Rust;

namespace Fearless.Benchmarks.Workloads;

/// <summary>The pools and Rust processes that contenders run on: one of each for a worker count, started when first used and kept warm.</summary>
/// <param name="workers">The worker counts to compare.</param>
/// <param name="rust">The Rust side.</param>
internal sealed class Arena(IReadOnlyList<int> workers, RustBuild rust) : IDisposable
{
    private readonly Dictionary<int, WorkerPool> _pools = [];
    private readonly Dictionary<int, RustPeer> _peers = [];
    private readonly Dictionary<int, RustPeer> _newerPeers = [];
    private readonly Dictionary<int, RustPeer> _runtimes = [];
    private string? _runtimesMissing;

    /// <summary>The worker counts to compare, ascending.</summary>
    public IReadOnlyList<int> Workers { get; } = [.. workers.Distinct().Order()];

    /// <summary>The version of rayon, once a Rust process has run.</summary>
    public string? RayonVersion => _peers.Values.FirstOrDefault()?.Versions.First;

    /// <summary>What reports call the channels of the Crossbeam that Debian has.</summary>
    public const string CrossbeamName = "Crossbeam";

    /// <summary>What reports call those of a newer one.</summary>
    public const string NewerCrossbeamName = "Crossbeam, newer";

    /// <summary>The versions of crossbeam-channel, once a Rust process has run.</summary>
    public string? CrossbeamVersions => (_peers.Values.FirstOrDefault()?.Versions.Second, _newerPeers.Values.FirstOrDefault()?.Versions.Second) switch
    {
        (null, _) => null,
        ({ } version, null) => version,
        ({ } version, { } newer) => $"{version}; newer: {newer}",
    };

    /// <summary>The versions of smol and tokio, once they have run; or why they do not; null when nobody asked.</summary>
    public string? RuntimeVersions => _runtimes.Values.FirstOrDefault() is { Versions: var (smol, tokio) } ? $"{smol}; {tokio}" : _runtimesMissing;

    public WorkerPool Pool(int size)
    {
        if (!_pools.TryGetValue(size, out WorkerPool? pool))
            _pools.Add(size, pool = new WorkerPool(size));
        return pool;
    }

    /// <summary>A contender in Rust; none where Rust is missing.</summary>
    public IEnumerable<Contender> Rust(string name, int size, int count, string workload) =>
        Rust(name, size, count, (peer, count) => peer.Run(workload, count));

    /// <summary>A contender in Rust; none where Rust is missing.</summary>
    public IEnumerable<Contender> Rust(string name, int size, int count, Func<RustPeer, int, Sample> run) =>
        Contend(rust.Executable, _peers, name, size, count, run);

    /// <summary>A contender with what only a newer Crossbeam has; none unless one was asked for.</summary>
    public IEnumerable<Contender> NewerRust(string name, int size, int count, string workload) =>
        Contend(rust.NewerExecutable, _newerPeers, name, size, count, (peer, count) => peer.Run(workload, count));

    /// <summary>The contenders with Crossbeam's channels: Debian's version, and a newer one where it was asked for.</summary>
    public IEnumerable<Contender> Crossbeam(string workload) => Crossbeam((peer, count) => peer.Run(workload, count));

    /// <summary>The contenders with Crossbeam's channels: Debian's version, and a newer one where it was asked for.</summary>
    public IEnumerable<Contender> Crossbeam(Func<RustPeer, int, Sample> run) =>
    [
        .. Rust(CrossbeamName, Workers[0], count: 1, run),
        .. Contend(rust.NewerExecutable, _newerPeers, NewerCrossbeamName, Workers[0], count: 1, run),
    ];

    /// <summary>A contender on smol or tokio, which measures itself; none where they are missing.</summary>
    public IEnumerable<Contender> Runtime(string name, int count, string workload)
    {
        (string? executable, _runtimesMissing) = rust.Runtimes;
        return Contend(executable, _runtimes, name, size: 1, count, (peer, count) => peer.Run(workload, count));
    }

    /// <summary>The load of an echo; null where the runtimes in Rust are missing, whose program it is.</summary>
    public EchoLoad? EchoLoad(int connections, int exchanges)
    {
        (string? executable, _runtimesMissing) = rust.Runtimes;
        return executable is null ? null : new EchoLoad(executable, connections, exchanges);
    }

    /// <summary>A contender that is a struct job. One call hands over a whole run, so that the hand-over is not what is measured.</summary>
    public Contender Job<TJob>(string name, int size, int count, TJob job)
        where TJob : struct, ICheckedJob
    {
        WorkerPool pool = Pool(size);
        return new ManagedContender(name, count, count =>
        {
            var repeated = new RepeatedJob<TJob>(job, count);
            pool.Install(ref repeated);
            return repeated.Check;
        });
    }

    /// <summary>A contender that is a delegate.</summary>
    public Contender Delegate(string name, int size, int count, Func<ulong> body)
    {
        WorkerPool pool = Pool(size);
        return new ManagedContender(name, count, count => pool.Install(() => Repeat(count, body)));
    }

    /// <summary>A contender that is a delegate without forks: each worker does its share of the calls.</summary>
    public Contender Shared(string name, int size, int count, Func<ulong> body)
    {
        WorkerPool pool = Pool(size);
        return new ManagedContender(name, count, count => pool.Broadcast(worker => Repeat(Share(count, worker.Index, size), body)).Max());

        static int Share(int count, int index, int size) => (count * (index + 1) / size) - (count * index / size);
    }

    /// <summary>A contender that every worker does its part of, told its index and how many there are. It must add up to what one thread finds,
    /// and then reports what the others compute.</summary>
    public Contender Broadcast(string name, int size, int count, Func<int, int, ulong> part, ulong expected)
    {
        WorkerPool pool = Pool(size);
        var sum = new Lazy<ulong>(() => Sum(Enumerable.Range(0, size).Select(index => part(index, size))));
        return new ManagedContender(name, count, count =>
        {
            ulong found = Repeat(count, () => Sum(pool.Broadcast(worker => part(worker.Index, size))));
            return found == sum.Value ? expected : ~expected;
        });

        static ulong Sum(IEnumerable<ulong> parts) => parts.Aggregate(0UL, static (sum, one) => unchecked(sum + one));
    }

    /// <summary>A contender that stays on the calling thread, outside any pool.</summary>
    public static Contender Outside(string name, int count, Func<ulong> body) =>
        new ManagedContender(name, count, count => Repeat(count, body));

    public void Dispose()
    {
        foreach (RustPeer peer in _peers.Values.Concat(_newerPeers.Values).Concat(_runtimes.Values))
            peer.Dispose();
        foreach (WorkerPool pool in _pools.Values)
            pool.Dispose();
    }

    private static IEnumerable<Contender> Contend(
        string? executable, Dictionary<int, RustPeer> peers, string name, int size, int count, Func<RustPeer, int, Sample> run)
    {
        if (executable is null)
            yield break;
        if (!peers.TryGetValue(size, out RustPeer? peer))
            peers.Add(size, peer = new RustPeer(executable, size));
        yield return new RustContender(name, count, count => run(peer, count));
    }

    private static ulong Repeat(int count, Func<ulong> body)
    {
        ulong check = 0;
        for (int done = 0; done < count; done++)
            check = body();
        return check;
    }
}
