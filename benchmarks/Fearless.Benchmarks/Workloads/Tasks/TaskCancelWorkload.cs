using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>Cancels tasks that sleep three calls deep. Only the cancelling and its end are measured.</summary>
internal sealed class TaskCancelWorkload : IWorkload
{
    private const int Sleepers = 20_000;
    private const string WithFinally = "Fearless, with finally";
    private const string Delay = "Task.Delay(token), with finally";

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public string Name => "task-cancel";

    public string Description => "cancel 20,000 tasks that sleep, three calls deep, and wait for their ends";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return new Comparison(Name, Workers: null, "task", Sleepers)
        {
            Expected = Sleepers,
            Contenders =
            [
                .. arena.Runtime(Runtimes.Smol, count: 1, "cancel/smol"),
                .. arena.Runtime(Runtimes.Tokio, count: 1, "cancel/tokio"),
                new MeasuredContender(Runtimes.Fearless, static () => Cancel(Outer)),
                new MeasuredContender(WithFinally, static () => Cancel(OuterWithFinally)),
                new MeasuredContender(Delay, CancelDelays),
            ],
            Claims =
            [
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Smol, new Bar.AtMost(1)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, Bar: null),
                new Claim.CpuRatio(WithFinally, Delay, new Bar.AtMost(0.3)),
            ],
        };
    }

    private static Sample Cancel(Func<Future> sleep) => Executor.BlockOn(async () =>
    {
        var tasks = new TaskHandle[Sleepers];
        Meter.Reading before = default;
        await TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < Sleepers; task++)
                tasks[task] = scope.Spawn(sleep());
            await Executor.Yield();

            before = Meter.Read();
            foreach (TaskHandle task in tasks)
                task.Cancel();
        });
        return before.Until((ulong)tasks.Count(static task => task.WasCancelled));
    });

    private static Sample CancelDelays()
    {
        using var source = new CancellationTokenSource();
        Task[] tasks = [.. Enumerable.Range(0, Sleepers).Select(_ => OuterOfDelay(source.Token))];

        Meter.Reading before = Meter.Read();
        source.Cancel();
        ulong cancelled = 0;
        foreach (Task task in tasks)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            cancelled += task.IsCanceled ? 1UL : 0;
        }
        return before.Until(cancelled);
    }

    private static async Future Outer() => await Middle();

    private static async Future OuterWithFinally()
    {
        try
        {
            await Middle();
        }
        finally
        {
            Consume();
        }
    }

    private static async Future Middle() => await Inner();

    private static async Future Inner() => await Executor.Delay(Long);

    private static async Task OuterOfDelay(CancellationToken token)
    {
        try
        {
            await MiddleOfDelay(token);
        }
        finally
        {
            Consume();
        }
    }

    private static async Task MiddleOfDelay(CancellationToken token) => await InnerOfDelay(token);

    private static async Task InnerOfDelay(CancellationToken token) => await Task.Delay(Long, token);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Consume()
    {
    }
}
