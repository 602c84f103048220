using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class NotifyTests
{
    [Fact]
    public void A_notification_between_a_look_and_a_wait_is_not_lost() => ModelBudget.CheckAll(
        static () =>
        {
            var notify = new Notify();
            var items = new Items();
            Model.Thread(() => Add(ref items.First, notify), "adder");
            while (!items.First.ReadRelaxed())
                notify.Wait();
            Model.JoinAll();
        });

    [Fact]
    public void Who_takes_a_notification_sees_what_was_done_before_another_that_found_it() => ModelBudget.CheckAll(
        static () =>
        {
            var notify = new Notify();
            var items = new Items();
            notify.NotifyOne();
            Model.Thread(() => Add(ref items.First, notify), "adder");
            while (!items.First.ReadRelaxed())
                notify.Wait();
            Model.JoinAll();
        });

    [Fact]
    public void A_notification_goes_from_one_who_waits_to_the_next() => Model.Check(
        static () =>
        {
            var notify = new Notify();
            Model.Thread(
                () =>
                {
                    notify.Wait();
                    notify.NotifyOne();
                },
                "other");
            notify.NotifyOne();
            notify.Wait();
            notify.NotifyOne();
            Model.JoinAll();
            Assert.False(notify.Core.HasWaiters);
            Assert.True(notify.Core.HasNotification);
        },
        ModelBudget.Bounded);

    [Fact]
    public void All_who_wait_are_notified_in_one_step() => Model.Check(
        static () =>
        {
            var notify = new Notify();
            var items = new Items();
            using var source = new CancellationTokenSource();
            Model.Thread(
                () =>
                {
                    while (!items.First.Read())
                        Spin.Yield();
                    notify.NotifyAll();
                },
                "notifier");
            ModelTaskLoop.Run(async () =>
            {
                ValueTask first = notify.WaitAsync();
                ValueTask second = notify.WaitAsync(source.Token);
                items.First.Write(true);
                await first;
                // Too late.
                Model.Cancel(source);
                await second;
            });
            Model.JoinAll();
            Assert.False(notify.Core.HasWaiters);
            Assert.False(notify.Core.HasNotification);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_task_that_is_cancelled_has_the_notification_or_leaves_it() => Model.Check(
        static () =>
        {
            var notify = new Notify();
            using var source = new CancellationTokenSource();
            Model.Thread(() => Model.Cancel(source), "canceller");
            Model.Thread(notify.NotifyOne, "notifier");
            int notified = 0;
            ModelTaskLoop.Run(async () =>
            {
                try
                {
                    await notify.WaitAsync(source.Token);
                    notified++;
                }
                catch (OperationCanceledException)
                {
                }
            });
            Model.JoinAll();
            if (notify.Core.HasNotification)
            {
                notify.Wait();
                notified++;
            }
            Assert.Equal(1, notified);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_thread_whose_time_is_over_has_the_notification_or_leaves_it_to_the_next() => Model.Check(
        static () =>
        {
            var notify = new Notify();
            Model.Thread(
                () =>
                {
                    if (notify.Wait(TimeSpan.FromSeconds(1)))
                        notify.NotifyOne();
                },
                "impatient");
            Model.Thread(notify.NotifyOne, "notifier");
            notify.Wait();
            Model.JoinAll();
            Assert.False(notify.Core.HasWaiters);
            Assert.False(notify.Core.HasNotification);
        },
        ModelBudget.Bounded);

    private static void Add(ref AtomicBool item, Notify notify)
    {
        item.WriteRelaxed(true);
        notify.NotifyOne();
    }

    private sealed class Items
    {
        public AtomicBool First;
    }
}
