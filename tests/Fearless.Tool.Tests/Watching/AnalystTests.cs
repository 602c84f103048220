using Fearless.Tool.Framework;
using Fearless.Tool.Watching;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Tests.Watching;

public class AnalystTests
{
    private const int Computing = 0;
    private const int Reading = 1;
    private const int Locking = 2;
    private const int Idle = 3;
    private const int FreeWorker = 4;
    private const int Signalled = 5;

    private static readonly Frame[][] s_stacks =
    [
        [Own("Job.Compute()"), Own("Program.Main()")],
        [Library("System.Net.Sockets.Socket.Receive(x)"), Own("Job.Read()"), Own("Program.Main()")],
        [Library("System.Threading.Monitor.Enter(x)"), Own("Job.Lock()"), Own("Program.Main()")],
        [Library("System.Threading.LowLevelLifoSemaphore.WaitNative(x)")],
        [Library("System.Threading.LowLevelLifoSemaphore.WaitNative(x)"), Library("System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()")],
        [Library("System.Threading.ManualResetEventSlim.Wait(x)"), Own("Job.Await()"), Own("Program.Main()")],
    ];

    [Fact]
    public void A_sample_stands_for_the_time_from_half_way_to_the_one_before_until_half_way_to_the_one_after_it()
    {
        Recording recording = Record((0, [Computing]), (0.1, [Computing]), (1, [Reading]));

        WatchReport report = Analyst.Run(recording, cores: 2);

        Assert.Equal(0.55, report.Program[Activity.Computes], 9);
        Assert.Equal(0.45, report.Program[Activity.Network], 9);
        // What is seen from the second one on begins where the first one's time ends.
        Assert.Equal(0.95, Analyst.Run(recording, cores: 2, firstMoment: 1).Seconds, 9);
    }

    [Fact]
    public void The_samples_of_a_burst_share_the_time_since_the_burst_before()
    {
        Recording recording = Record((0, [Computing]), (0.002, [Computing]));
        recording.EndBurst(0);
        foreach (var (time, stack) in new[] { (1.000, Idle), (1.001, Computing), (1.004, Reading) })
        {
            recording.Moments.Add(time);
            recording.Samples.Add(new Sample(recording.Moments.Count - 1, Thread: 0, stack, IsRunning: stack == Computing));
        }
        recording.EndBurst(2);
        recording.Moments.Add(2);
        recording.Samples.Add(new Sample(5, Thread: 0, Reading, IsRunning: false));
        recording.EndBurst(5);

        WatchReport report = Analyst.Run(recording, cores: 2);

        // An eighth, four and three of them of the 1.002 seconds to the end of the second burst; the third is all of the rest.
        Assert.Equal(2, report.Seconds, 9);
        Assert.Equal(1.002 / 8 / 2, report.Program[Activity.Idle], 9);
        Assert.Equal((0.002 + (1.002 * 4 / 8)) / 2, report.Program[Activity.Computes], 9);
        Assert.Equal(((1.002 * 3 / 8) + 0.996) / 2, report.Program[Activity.Network], 9);
    }

    [Fact]
    public void The_pauses_of_the_collector_are_nobody_elses_time()
    {
        Recording recording = Record((0, [Computing]), (1, [Computing]));
        recording.Pauses.Add(new Span(0.2, 0.6));
        // One that had not ended when the watching did.
        recording.Pauses.Add(new Span(0.9, 1.5));

        WatchReport report = Analyst.Run(recording, cores: 2);

        Assert.Equal(0.5, report.Program[Activity.Garbage], 9);
        Assert.Equal(0.5, report.Program[Activity.Computes], 9);
    }

    [Fact]
    public void While_one_thread_computes_the_program_does_and_its_threads_are_counted_each()
    {
        Recording recording = Record((0, [Locking, Computing, Reading, Idle]), (1, [Locking, Computing, Reading, Idle]));

        WatchReport report = Analyst.Run(recording, cores: 2);

        Assert.Equal(1, report.Program[Activity.Computes], 9);
        Assert.Equal(1.0 / 3, report.Threads[Activity.Lock], 9);
        Assert.Equal(1, report.Parallelism, 9);
        Assert.Equal(2, report.WouldCompute, 9);
        Assert.Equal("Job.Compute", report.Paths[0].Method);
        Assert.Equal(1, report.Paths[0].AloneShare, 9);
        Assert.Equal(3, report.EachThread.Count);
    }

    [Fact]
    public void Native_code_computes_if_the_system_says_so()
    {
        Recording recording = Record((0, [Computing]), (1, [Computing]));
        for (int i = 0; i < recording.Samples.Count; i++)
            recording.Samples[i] = recording.Samples[i] with { IsRunning = false };
        Assert.Equal(1, Analyst.Run(recording, cores: 2).Program[Activity.Computes], 9);

        recording.IsBusy = static (_, _) => false;
        Assert.Equal(1, Analyst.Run(recording, cores: 2).Program[Activity.Native], 9);
    }

    [Fact]
    public void A_queue_before_the_pool_is_what_a_program_that_does_not_compute_waits_for()
    {
        Recording recording = Record((0, [Idle]), (1, [Idle]), (2, [Computing]), (3, [Idle]));
        recording.PoolQueues.AddRange([new PoolQueue(0.4, 0), new PoolQueue(0.8, 7), new PoolQueue(1.9, 0)]);

        WatchReport report = Analyst.Run(recording, cores: 2);

        Assert.Equal(1.0 / 3, report.Program[Activity.Pool], 9);
        Assert.Equal(1.0 / 3, report.Program[Activity.Computes], 9);
        Assert.Equal(1.0 / 3, report.Program[Activity.Idle], 9);
        Assert.Equal(7, report.Pool.LongestQueue);
    }

    [Fact]
    public void A_queue_before_a_pool_with_a_free_worker_is_nothing_to_wait_for()
    {
        Recording recording = Record((0, [Idle, FreeWorker]), (1, [Idle, FreeWorker]));
        recording.PoolQueues.Add(new PoolQueue(1.5, 7));

        Assert.Equal(1, Analyst.Run(recording, cores: 2).Program[Activity.Idle], 9);
    }

    [Fact]
    public void The_timeline_says_what_was_done_when()
    {
        Recording recording = Record((0, [Computing, Idle]), (0.5, [Computing, Idle]), (1.5, [Reading, Locking]), (2, [Reading, Locking]));
        recording.Pauses.Add(new Span(0.25, 0.5));

        Timeline timeline = Analyst.Run(recording, cores: 2).Timeline;

        int half = Timeline.Slices / 2;
        Assert.Equal(2.0 / Timeline.Slices, timeline.SliceSeconds, 9);
        int pause = Timeline.Slices / 8;
        Assert.All(timeline.Program[Activity.Computes][..pause], static share => Assert.Equal(1, share, 6));
        Assert.All(timeline.Program[Activity.Computes][pause..(2 * pause)], static share => Assert.Equal(0, share, 6));
        Assert.All(timeline.Program[Activity.Computes][(2 * pause)..half], static share => Assert.Equal(1, share, 6));
        Assert.All(timeline.Program[Activity.Computes][half..], static share => Assert.Equal(0, share, 6));
        Assert.All(timeline.Program[Activity.Garbage][pause..(2 * pause)], static share => Assert.Equal(1, share, 6));
        Assert.All(timeline.Program[Activity.Network][half..], static share => Assert.Equal(1, share, 6));
        Assert.Equal([Activity.Computes, Activity.Garbage, Activity.Network], timeline.Threads[0].Keys.Order());
        Assert.Equal(0.25, timeline.Threads[0][Activity.Garbage].Sum() * timeline.SliceSeconds, 6);
        Assert.Equal([Activity.Lock], timeline.Threads[1].Keys);
        Assert.Equal(1, timeline.Threads[1][Activity.Lock].Sum() * timeline.SliceSeconds, 6);
    }

    [Fact]
    public void What_a_thread_did_before_the_first_moment_is_on_no_timeline()
    {
        Recording recording = Record((0, [Computing]), (1, [Computing]), (3, [Reading]));
        recording.Pauses.Add(new Span(0.25, 0.75));

        Timeline timeline = Analyst.Run(recording, cores: 2, firstMoment: 1).Timeline;

        // The first one's time ends at a half, the second one's at two.
        Assert.Equal(0.25, timeline.Program[Activity.Garbage].Sum() * timeline.SliceSeconds, 6);
        Assert.Equal(1.25, timeline.Program[Activity.Computes].Sum() * timeline.SliceSeconds, 6);
        Assert.Equal(1, timeline.Threads[0][Activity.Network].Sum() * timeline.SliceSeconds, 6);
    }

    [Fact]
    public void The_pool_is_told_over_the_time_from_the_first_moment_on()
    {
        Recording recording = Record((1, [Idle]), (2, [Idle]), (4, [Computing]));
        recording.PoolQueues.AddRange([new PoolQueue(0.5, 9), new PoolQueue(3, 7)]);
        recording.PoolSteps.AddRange([new PoolStep(0.5, 2, IsStarved: false), new PoolStep(2.5, 3, IsStarved: true)]);

        PoolUse pool = Analyst.Run(recording, cores: 2).Pool;

        Assert.Equal([new PoolQueue(2, 7)], pool.Queues);
        Assert.Equal([new PoolStep(1.5, 3, IsStarved: true)], pool.Steps);
        Assert.Equal((1, 3, 3, 7.0), (pool.Starvations, pool.FewestThreads, pool.MostThreads, pool.LongestQueue));
    }

    [Fact]
    public void Each_path_has_its_own_bound_and_what_depends_on_others_has_none()
    {
        Recording recording = Record((0, [Computing, Locking]), (0.5, [Computing, Locking]), (1.5, [Reading]), (3.5, [Reading]), (4.5, [Signalled]), (5, [Signalled]));

        WatchReport report = Analyst.Run(recording, cores: 2);
        Dictionary<Activity, PathAdvice?> advice = report.Paths.ToDictionary(static path => path.Activity, path => Judge.Of(path, report));

        // 1 / (0.8 + 0.2 / 2); two threads instead of one; 1 / (1 - 0.6).
        Assert.Equal((Approach.Par, 1.111), (advice[Activity.Computes]!.Approach, Math.Round(advice[Activity.Computes]!.GainAtMost, 3)));
        Assert.Equal((Approach.Channel, 2.0), (advice[Activity.Lock]!.Approach, Math.Round(advice[Activity.Lock]!.GainAtMost, 9)));
        Assert.Equal((Approach.Tasks, 2.5), (advice[Activity.Network]!.Approach, Math.Round(advice[Activity.Network]!.GainAtMost, 9)));
        Assert.Null(advice[Activity.Signal]);
    }

    [Fact]
    public void Who_holds_a_lock_is_where_its_owner_was_seen_during_a_wait()
    {
        Recording recording = Record((0, [Computing, Locking]), (1, [Computing, Locking]), (2, [Reading, Idle]));
        recording.Contentions.Add(new Contention(Lock: 5, new Span(0.5, 1.5), Waiter: 1, Owner: 0, Locking));
        recording.Contentions.Add(new Contention(Lock: 5, new Span(1.6, 1.7), Waiter: 1, Owner: 9, Locking));

        LockUse use = Assert.Single(Analyst.Run(recording, cores: 2).Locks);

        Assert.Equal("Job.Lock", use.Name);
        Assert.Equal(2, use.Waits);
        Assert.Equal(1.1, use.Seconds, 9);
        Assert.Equal(1, use.Longest, 9);
        LockPath holder = Assert.Single(use.Holders);
        Assert.Equal(("Program.Main > Job.Compute", 1), (holder.Path, holder.Waits));
        // The second wait was too short for its owner to be seen.
        Assert.Equal(1, holder.Seconds, 9);
        Assert.Equal([0], holder.Threads);
        LockPath waiter = Assert.Single(use.Waiters);
        Assert.Equal(("Program.Main > Job.Lock", 2), (waiter.Path, waiter.Waits));
        Assert.Equal(1.1, waiter.Seconds, 9);
        Assert.Equal([1], waiter.Threads);
    }

    [Fact]
    public void The_gain_of_dividing_a_computation_is_bounded_by_what_is_not_divided()
    {
        Recording recording = Record((0, [Computing]), (0.6, [Computing]), (1, [Reading]));

        WatchReport report = Judge.WithVerdicts(Analyst.Run(recording, cores: 4));

        Assert.Equal([Cause.Computation, Cause.Network], report.Verdicts.Select(static verdict => verdict.Cause));
        Assert.Equal(Approach.Par, report.Verdicts[0].Approach);
        // 1 / (0.2 + 0.8 / 4), and 1 / 0.8.
        Assert.Equal(2.5, report.Verdicts[0].GainAtMost, 9);
        Assert.Equal(1.25, report.Verdicts[1].GainAtMost, 9);
    }

    [Fact]
    public void A_computation_on_all_cores_has_nothing_to_gain()
    {
        Recording recording = Record((0, [Computing, Computing]), (1, [Computing, Computing]));

        Assert.Empty(Judge.WithVerdicts(Analyst.Run(recording, cores: 2)).Verdicts);
    }

    [Theory]
    [InlineData(199, nameof(Workload.Requests))]
    [InlineData(200, nameof(Workload.Connections))]
    public void Hundreds_of_threads_that_wait_for_the_network_should_be_tasks(int threads, string workload)
    {
        Recording recording = Record((0, [.. Enumerable.Repeat(Reading, threads)]), (1, [.. Enumerable.Repeat(Reading, threads)]));

        Verdict verdict = Assert.Single(Judge.WithVerdicts(Analyst.Run(recording, cores: 2)).Verdicts);

        Assert.Equal((Cause.Network, workload), (verdict.Cause, verdict.Workload.ToString()));
        Assert.Equal(double.PositiveInfinity, verdict.GainAtMost);
    }

    // A thread for each stack of a moment, numbered from 0; that of computing runs, the others are stopped.
    private static Recording Record(params (double Time, int[] Stacks)[] moments)
    {
        var recording = new Recording(static stack => s_stacks[stack]);
        foreach (var (time, stacks) in moments)
        {
            recording.Moments.Add(time);
            recording.Samples.AddRange(stacks.Select((stack, thread) => new Sample(recording.Moments.Count - 1, thread, stack, IsRunning: stack == Computing)));
        }
        return recording;
    }

    private static Frame Library(string method) => new("System.Private.CoreLib", method);

    private static Frame Own(string method) => new("My.Program", method);
}
