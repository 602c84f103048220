using Fearless.Testing.Running;

namespace Fearless.Testing.Linearizability;

/// <summary>Many runs of one scenario, each on a subject of its own, that the threads go through side by side.</summary>
/// <remarks>
/// The threads meet before each run, but none waits long for another: one that has lost its core must not hold up the rest.
/// <para><b>What precedes what.</b> A thread counts an operation as returned with a release, and looks at the counts of the others with an
/// acquire before it begins one. So what an operation saw as returned happened before it, by the memory model and not only by the clock: a
/// correct structure is never accused. And nothing here is a fence: a clock or a common counter would order the operations of different
/// threads, and hide the very bugs that come from a missing fence.</para>
/// </remarks>
internal sealed class Batch<TSubject, TModel>
{
    // Each count on cache lines of its own. SOURCE: 128 bytes, as crossbeam-utils `cache_padded.rs`.
    private const int Padding = 128 / sizeof(int);
    // In steps of about a nanosecond: longer than the threads are apart when they have met, and than most operations last.
    private const int LongestDelayBits = 9;

    private readonly Func<TSubject> _createSubject;
    private readonly int _threads;
    private readonly TSubject[] _subjects;
    private readonly CancellationTokenSource?[] _cancellations;

    // By chain, the outcomes of all runs, one after the other.
    private readonly Outcome[][] _outcomes;

    // By thread, the clocks of all operations of all runs.
    private readonly int[][] _clocks;

    // How many operations each thread has returned from in each run.
    private readonly int[] _returned;

    // Where the threads meet before each run.
    private readonly MeetingPoint _meeting;

    // How many runs have begun what comes before the threads, and what comes after them.
    private int _begunBefore;
    private int _begunAfter;

    public Batch(Scenario<TSubject, TModel> scenario, int runs, Func<TSubject> createSubject)
    {
        Scenario = scenario;
        Runs = runs;
        _createSubject = createSubject;
        _threads = scenario.Threads.Count;
        _subjects = new TSubject[runs];
        _cancellations = new CancellationTokenSource?[runs];
        Chains = [scenario.Before, .. scenario.Threads, scenario.After];
        _outcomes = [.. Chains.Select(chain => new Outcome[chain.Count * runs])];
        _clocks = [.. scenario.Threads.Select(thread => new int[thread.Count * _threads * runs])];
        _returned = new int[runs * Chains.Count * Padding];
        _meeting = new(_threads);
    }

    public Scenario<TSubject, TModel> Scenario { get; }

    public int Runs { get; }

    /// <summary>The operations by chain, as in a history.</summary>
    public IReadOnlyList<IReadOnlyList<Invocation<TSubject, TModel>>> Chains { get; }

    /// <summary>Forgets the last use. Nobody else is at it.</summary>
    public void Reset()
    {
        Array.Clear(_returned);
        _meeting.Reset();
        _begunBefore = _begunAfter = 0;
        foreach (Outcome[] outcomes in _outcomes)
            Array.Clear(outcomes);
    }

    /// <summary>Makes the subjects and does what comes before the threads.</summary>
    public void RunBefore()
    {
        for (int run = 0; run < Runs; run++)
        {
            _subjects[run] = _createSubject();
            if (Scenario.Blocks)
                _cancellations[run] = new CancellationTokenSource();
        }
        for (int run = 0; run < Runs; run++)
        {
            Volatile.Write(ref _begunBefore, run + 1);
            RunChain(0, run);
        }
    }

    /// <summary>Does what comes after the threads.</summary>
    public void RunAfter()
    {
        for (int run = 0; run < Runs; run++)
        {
            Volatile.Write(ref _begunAfter, run + 1);
            RunChain(Chains.Count - 1, run);
        }
    }

    /// <summary>Does one thread's part of all runs.</summary>
    public void RunThread(int thread, Random random)
    {
        IReadOnlyList<Invocation<TSubject, TModel>> invocations = Scenario.Threads[thread];
        int chain = thread + 1;
        int[] clocks = _clocks[thread];
        for (int run = 0; run < Runs; run++)
        {
            _meeting.Meet(thread, run);
            TSubject subject = _subjects[run];
            CancellationToken token = _cancellations[run]?.Token ?? default;
            for (int i = 0; i < invocations.Count; i++)
            {
                Delay(random);
                int index = (run * invocations.Count) + i;
                for (int other = 0; other < _threads; other++)
                {
                    // ORDERING: acquire, pairs with the release below: what was counted happened before what is invoked now.
                    clocks[(index * _threads) + other] = Volatile.Read(ref Returned(run, other + 1));
                }
                _outcomes[chain][index] = Execute(invocations[i], subject, token);
                // ORDERING: release: the effects of the operation and its outcome are visible to whoever sees it counted.
                Volatile.Write(ref Returned(run, chain), i + 1);
            }
        }
    }

    /// <summary>How many operations of <paramref name="chain"/> have returned in <paramref name="run"/>; their outcomes can be
    /// read.</summary>
    public int ReturnedOf(int chain, int run) => Volatile.Read(ref Returned(run, chain));

    /// <summary>How many runs <paramref name="chain"/> has begun.</summary>
    public int BegunBy(int chain) =>
        chain == 0 ? Volatile.Read(ref _begunBefore) : chain == Chains.Count - 1 ? Volatile.Read(ref _begunAfter) : _meeting.ArrivalsOf(chain - 1);

    /// <summary>Cancels the operations that wait in <paramref name="run"/>.</summary>
    public void Cancel(int run) => _cancellations[run]?.Cancel();

    /// <summary>Copies what was seen of <paramref name="run"/>; an operation that has begun and not returned is
    /// <paramref name="unfinished"/>.</summary>
    public RunRecord Record(int run, Outcome unfinished)
    {
        var outcomes = new Outcome[Chains.Count][];
        var clocks = new int[_threads][];
        for (int chain = 0; chain < Chains.Count; chain++)
        {
            int length = Chains[chain].Count;
            int returned = ReturnedOf(chain, run);
            bool isUnfinished = returned < length && BegunBy(chain) == run + 1;
            outcomes[chain] = [.. _outcomes[chain].AsSpan(run * length, returned), .. isUnfinished ? [unfinished] : (ReadOnlySpan<Outcome>)[]];
            // An unfinished operation wrote its clock before it began, but nothing says so: it comes after what its thread did, and no
            // more.
            if (chain > 0 && chain <= _threads)
            {
                clocks[chain - 1] = new int[outcomes[chain].Length * _threads];
                _clocks[chain - 1].AsSpan(run * length * _threads, returned * _threads).CopyTo(clocks[chain - 1]);
                if (isUnfinished)
                    clocks[chain - 1][(returned * _threads) + chain - 1] = returned;
            }
        }
        return new(outcomes, clocks);
    }

    /// <summary>Disposes the subjects that can be.</summary>
    public void DisposeSubjects()
    {
        foreach (TSubject subject in _subjects)
            (subject as IDisposable)?.Dispose();
        foreach (CancellationTokenSource? cancellation in _cancellations)
            cancellation?.Dispose();
        Array.Clear(_subjects);
    }

    /// <summary>Waits for none to a few hundred nanoseconds; short delays are as likely as long ones.</summary>
    private static void Delay(Random random)
    {
        int steps = random.Next() & ((1 << random.Next(LongestDelayBits + 1)) - 1);
        int scratch = steps;
        while (steps-- > 0)
            Volatile.Write(ref scratch, steps);
    }

    private ref int Returned(int run, int chain) => ref _returned[((run * Chains.Count) + chain) * Padding];

    private void RunChain(int chain, int run)
    {
        IReadOnlyList<Invocation<TSubject, TModel>> invocations = Chains[chain];
        for (int i = 0; i < invocations.Count; i++)
        {
            _outcomes[chain][(run * invocations.Count) + i] = Execute(invocations[i], _subjects[run], default);
            Volatile.Write(ref Returned(run, chain), i + 1);
        }
    }

    private static Outcome Execute(Invocation<TSubject, TModel> invocation, TSubject subject, CancellationToken token)
    {
        try
        {
            return Outcome.Returned(invocation.Invoke(subject, token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Outcome.Cancelled;
        }
        catch (Exception exception)
        {
            return Outcome.Threw(exception);
        }
    }
}
