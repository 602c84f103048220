namespace Fearless.Tests.Tasks;

public class ShieldTests
{
    [Fact]
    public void A_shielded_future_gives_its_result_and_its_failure() => Blocking.On(static async () =>
    {
        Assert.Equal(5, await Value(5).Shield());
        await FutureTests.Throws<IOException>(static async () => await Fail().Shield());
        static async Future Fail()
        {
            await Executor.Yield();
            throw new IOException();
        }
    });

    [Fact]
    public void Clean_up_under_a_shield_may_wait() => Blocking.On(static async () =>
    {
        var log = new List<string>();
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Run());
            await Executor.Yield();
            await handle.CancelAsync();
            log.Add("cancelled");
        });
        Assert.Equal(["saved", "not without", "cancelled"], log);

        async Future Run()
        {
            try
            {
                await Executor.Delay(Timeout.InfiniteTimeSpan);
            }
            finally
            {
                await Save().Shield();
                try
                {
                    await Executor.Delay(TimeSpan.FromMilliseconds(1));
                }
                catch (OperationCanceledException)
                {
                    log.Add("not without");
                }
            }
        }

        async Future Save()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(5));
            await TaskScope.RunAsync(static async inner => await inner.Spawn(Sleep()));
            Assert.False(Executor.CancellationToken.IsCancellationRequested);
            log.Add("saved");
        }

        static async Future Sleep() => await Executor.Delay(TimeSpan.FromMilliseconds(5));
    });

    [Fact]
    public void A_shielded_wait_is_waited_for_when_its_task_is_cancelled_meanwhile() => Blocking.On(static async () =>
    {
        bool saved = false;
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle handle = scope.Spawn(Run());
            await Executor.Yield();
            await Executor.Yield();
            Assert.True(await handle.CancelAsync());
            Assert.True(saved);
        });

        async Future Run()
        {
            await Save().Shield();
            await Executor.Yield();
        }

        async Future Save()
        {
            await Executor.Delay(TimeSpan.FromMilliseconds(20));
            saved = true;
        }
    });

    private static async Future<int> Value(int value)
    {
        await Executor.Yield();
        return value;
    }
}
