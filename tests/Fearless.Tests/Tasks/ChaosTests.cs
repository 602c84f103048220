using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ten_thousand_tasks_with_cancels_timeouts_and_failures_leave_nothing_behind(int seed)
    {
        var clock = new JumpingClock();
        var chaos = new Chaos(new Random(seed));

        // A root that survives its tasks' failures, since each is in a scope of its own.
        Blocking.On(() => chaos.RunAsync(10_000), clock);

        Assert.Equal(chaos.Begun, chaos.CleanedUp);
        Assert.True(chaos.Begun >= 5_000, $"Only {chaos.Begun} tasks began.");
        Assert.True(chaos.Cancelled > 100 && chaos.Failed > 100 && chaos.TimedOut > 100, chaos.ToString());
    }

    [Fact]
    public void What_has_ended_can_be_collected()
    {
        var weak = new List<WeakReference>();
        Blocking.On(() => TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < 100; task++)
            {
                TaskHandle handle = Spawn(scope, weak);
                await Executor.Yield();
                if (task % 2 == 0)
                    handle.Cancel();
                await Executor.Yield();
                await Executor.Yield();
            }
            Patience.Until(() =>
            {
                GC.Collect();
                return weak.Count(static reference => reference.IsAlive) <= 2;
            });
        }));

        static TaskHandle Spawn(TaskScope scope, List<WeakReference> weak)
        {
            object payload = new();
            weak.Add(new WeakReference(payload));
            return scope.Spawn(Hold(payload));
        }

        static async Future Hold(object payload)
        {
            await Executor.Yield();
            await Executor.Yield();
            GC.KeepAlive(payload);
        }
    }

    private sealed class Chaos(Random random)
    {
        private readonly List<TaskHandle> _handles = [];

        public int Begun { get; private set; }

        public int CleanedUp { get; private set; }

        public int Cancelled { get; private set; }

        public int Failed { get; private set; }

        public int TimedOut { get; private set; }

        public int Awaited { get; private set; }

        public override string ToString() => $"begun {Begun}, cancelled {Cancelled}, failed {Failed}, timed out {TimedOut}";

        public Future RunAsync(int tasks) => TaskScope.RunAsync(async scope =>
        {
            for (int task = 0; task < tasks; task++)
            {
                _handles.Add(scope.Spawn(Guarded(scope, random.Next(4))));
                if (random.Next(3) == 0)
                    await Executor.Delay(TimeSpan.FromTicks(random.Next(1000)));
                if (_handles.Count > 1 && random.Next(4) == 0)
                    _handles[^random.Next(1, Math.Min(20, _handles.Count))].Cancel();
            }
        });

        private async Future Guarded(TaskScope scope, int depth)
        {
            Begun++;
            try
            {
                await Act(scope, depth);
            }
            catch (IOException)
            {
                Failed++;
            }
            catch (TimeoutException)
            {
                TimedOut++;
            }
            catch (OperationCanceledException) when (Executor.CancellationToken.IsCancellationRequested)
            {
                Cancelled++;
                throw;
            }
            catch (OperationCanceledException)
            {
                // Of a task that it waited for, or of a scope that its body cancelled.
                Awaited++;
            }
            finally
            {
                CleanedUp++;
            }
        }

        private async Future Act(TaskScope scope, int depth)
        {
            switch (random.Next(depth == 0 ? 4 : 9))
            {
                case 0:
                    await Executor.Yield();
                    break;
                case 1:
                    await Executor.Delay(TimeSpan.FromTicks(random.Next(5000)));
                    break;
                case 2:
                    await Executor.Yield();
                    throw new IOException();
                case 3:
                    await Executor.Delay(Timeout.InfiniteTimeSpan).AsFuture().WithTimeout(TimeSpan.FromTicks(random.Next(5000)));
                    break;
                case 4:
                    await _handles[random.Next(_handles.Count)].AsFuture().WithTimeout(TimeSpan.FromTicks(random.Next(5000)));
                    break;
                case 5:
                    await Guarded(scope, depth - 1).Shield();
                    break;
                case 6:
                    await TaskScope.RunAsync(async inner =>
                    {
                        for (int task = 0; task < 3; task++)
                            _ = inner.Spawn(Act(inner, depth - 1));
                        await Act(inner, depth - 1);
                        if (random.Next(2) == 0)
                            inner.Cancel();
                    });
                    break;
                case 7:
                    await Act(scope, depth - 1).WithTimeout(TimeSpan.FromTicks(random.Next(5000)));
                    break;
                default:
                    await Future.Settle(Number(scope, depth - 1), Number(scope, depth - 1));
                    break;
            }
        }

        private async Future<int> Number(TaskScope scope, int depth)
        {
            await Act(scope, depth);
            return 1;
        }
    }
}
