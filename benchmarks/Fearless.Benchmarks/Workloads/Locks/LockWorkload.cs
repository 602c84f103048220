using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Locks;

/// <summary>A number behind a lock, to which one thread, four threads or four tasks add one, again and again, with nothing to do in between.</summary>
internal sealed class LockWorkload : IWorkload
{
    private const int Additions = 100_000;
    private const int Parties = 4;

    public string Name => "locks";

    public string Description => "100,000 additions to a number behind Mutex, lock and SemaphoreSlim, by one thread, four threads and four tasks";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return Compare("locks-one", static lockUnderTest => lockUnderTest.AddByOne());
        yield return Compare("locks-threads", static lockUnderTest => lockUnderTest.AddByThreads());
        yield return Compare("locks-tasks", static lockUnderTest => lockUnderTest.AddByTasks());
    }

    private static Comparison Compare(string name, Func<Traffic, ulong> add) => new(name, Workers: null, "addition", Additions)
    {
        Expected = Additions,
        Contenders =
        [
            Arena.Outside(MutexAdapter.Name, count: 1, () => add(new Traffic<MutexAdapter>(new MutexAdapter()))),
            Arena.Outside(LockStatementAdapter.Name, count: 1, () => add(new Traffic<LockStatementAdapter>(new LockStatementAdapter()))),
            Arena.Outside(SemaphoreSlimAdapter.Name, count: 1, () => add(new Traffic<SemaphoreSlimAdapter>(new SemaphoreSlimAdapter()))),
        ],
        Claims =
        [
            new Claim.Ratio(MutexAdapter.Name, LockStatementAdapter.Name, Bar: null),
            new Claim.Ratio(MutexAdapter.Name, SemaphoreSlimAdapter.Name, Bar: null),
        ],
    };

    private abstract class Traffic
    {
        public abstract ulong AddByOne();

        public abstract ulong AddByThreads();

        public abstract ulong AddByTasks();
    }

    private sealed class Traffic<TLock>(TLock lockUnderTest) : Traffic
        where TLock : struct, ILockUnderTest
    {
        public override ulong AddByOne()
        {
            Add(Additions);
            return lockUnderTest.Number;
        }

        public override ulong AddByThreads()
        {
            var threads = new Thread[Parties];
            for (int index = 0; index < Parties; index++)
            {
                threads[index] = new Thread(() => Add(Additions / Parties));
                threads[index].Start();
            }
            foreach (Thread thread in threads)
                thread.Join();
            return lockUnderTest.Number;
        }

        public override ulong AddByTasks()
        {
            var tasks = new Task[Parties];
            for (int index = 0; index < Parties; index++)
                tasks[index] = Task.Run(AddAsync);
            Task.WaitAll(tasks);
            return lockUnderTest.Number;
        }

        private void Add(int count)
        {
            for (int done = 0; done < count; done++)
                lockUnderTest.Add();
        }

        private async Task AddAsync()
        {
            for (int done = 0; done < Additions / Parties; done++)
                await lockUnderTest.AddAsync().ConfigureAwait(false);
        }
    }
}
