using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class EventParkerTests
{
    [Fact]
    public void Thread_interrupt_ends_the_wait_of_an_event_and_leaves_the_parker_usable()
    {
        var parker = new Parker(ParkerBackend.Event);
        TestThread thread = TestThread.Start(() => Assert.Throws<ThreadInterruptedException>(() => parker.Park()));
        TestThread.Until(() => parker.IsParked, "the thread is parked");
        thread.Interrupt();
        thread.Join();

        Assert.False(parker.Park(TimeSpan.Zero));
        thread = TestThread.Start(() => parker.Park());
        TestThread.Until(() => parker.IsParked, "the thread is parked");
        parker.Unparker.Unpark();
        thread.Join();
    }

    [Fact]
    public void The_thread_s_synchronization_context_has_no_part_in_the_wait()
    {
        var parker = new Parker(ParkerBackend.Event);
        TestThread waker = TestThread.Start(() =>
        {
            TestThread.Until(() => parker.IsParked, "the thread is parked");
            parker.Unparker.Unpark();
        });

        WaitingContext.Run(() => parker.Park());
        waker.Join();
    }

    [Fact]
    public void Linux_on_x64_and_arm64_uses_the_futex()
    {
        bool expected = OperatingSystem.IsLinux()
            && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
                is System.Runtime.InteropServices.Architecture.X64 or System.Runtime.InteropServices.Architecture.Arm64;
        Assert.Equal(expected, Parker.DefaultBackend == ParkerBackend.Futex);
    }
}
