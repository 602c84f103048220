using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

[SupportedOSPlatform("linux")]
public partial class SignalsTests
{
    // What nobody else in this process uses, and which does nothing to a process that does not handle it.
    private const PosixSignal Quiet = PosixSignal.SIGWINCH;

    // SIGUSR1 and SIGUSR2 of Linux on x64 and Arm64.
    private const PosixSignal First = (PosixSignal)10;
    private const PosixSignal Second = (PosixSignal)12;

    [Fact]
    public void Signals_are_told_and_do_not_kill_the_process() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using Signals signals = Signals.Listen(First, Second);
        TaskHandle<PosixSignal> waiting = scope.Spawn(signals.NextAsync());
        await Executor.Yield();
        Raise(First);
        Assert.Equal(First, await waiting);
        Raise(Second);
        Assert.Equal(Second, await signals.NextAsync());
        Raise(First);
        Assert.Equal(First, await signals.NextAsync());
    }));

    [Fact]
    public void Of_one_kind_that_was_not_taken_there_is_one() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using var witness = new Witness();
        using Signals signals = Signals.Listen(Quiet);
        for (int round = 0; round < 3; round++)
        {
            for (int raised = 0; raised < 3; raised++)
            {
                Assert.True(witness.IsHandled());
                // The loop has taken notice.
                await Executor.Delay(TimeSpan.FromMilliseconds(1));
            }
            Assert.Equal(Quiet, await signals.NextAsync());
            TaskHandle<PosixSignal> another = scope.Spawn(signals.NextAsync());
            for (int yield = 0; yield < 200; yield++)
                await Executor.Yield();
            Assert.True(await another.CancelAsync());
        }
    }));

    [Fact]
    public void A_wait_that_is_cancelled_takes_none() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using Signals signals = Signals.Listen(First);
        TaskHandle<PosixSignal> waiting = scope.Spawn(signals.NextAsync());
        await Executor.Yield();
        await FutureTests.Throws<InvalidOperationException>(async () => await signals.NextAsync());
        Assert.True(await waiting.CancelAsync());
        Raise(First);
        Assert.Equal(First, await signals.NextAsync());
    }));

    [Fact]
    public void Everybody_who_listens_is_told() => Blocking.On(static async () =>
    {
        using Signals one = Signals.Listen(First);
        using Signals other = Signals.Listen(First);
        Raise(First);
        Assert.Equal((First, First), await Future.Zip(one.NextAsync(), other.NextAsync()));
    });

    [Fact]
    public void Disposal_tells_whoever_waits_also_from_another_thread() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        foreach (bool isElsewhere in new[] { false, true })
        {
            Signals signals = Signals.Listen(First);
            TaskHandle<Result<PosixSignal, Exception>> waiting = scope.Spawn(signals.NextAsync().AsResult());
            await Executor.Yield();
            if (isElsewhere)
                await Task.Run(signals.Dispose);
            else
                signals.Dispose();
            Assert.IsType<ObjectDisposedException>((await waiting).Error);
            signals.Dispose();
            await FutureTests.Throws<ObjectDisposedException>(async () => await signals.NextAsync());
        }
    }));

    [Fact]
    public void Nothing_is_left_of_it_after_its_disposal_or_the_end_of_the_executor()
    {
        using var witness = new Witness();
        Blocking.On(async () =>
        {
            Assert.False(witness.IsHandled());
            using (Signals.Listen(Quiet))
            {
                Assert.True(witness.IsHandled());
                await Executor.Yield();
            }
            Assert.False(witness.IsHandled());
        });
        Signals? kept = null;
        Blocking.On(async () =>
        {
            kept = Signals.Listen(Quiet);
            await Executor.Yield();
        });
        Assert.False(witness.IsHandled());
        kept!.Dispose();
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<InvalidOperationException>(static () => Signals.Listen(First));
        Blocking.On(static async () =>
        {
            Assert.Throws<ArgumentException>(static () => Signals.Listen());
            Assert.Throws<ArgumentException>(static () => Signals.Listen(First, Second, First));
            using var witness = new Witness();
            // It cannot be handled: what was registered before it is taken back.
            const PosixSignal Kill = (PosixSignal)9;
            Assert.ThrowsAny<Exception>(static () => { Signals.Listen(Quiet, Kill); });
            Assert.False(witness.IsHandled());
            await Executor.Yield();
        });
        Signals? kept = null;
        Blocking.On(async () =>
        {
            kept = Signals.Listen(First);
            await Executor.Yield();
            ThreadScope.Run(threads => threads.Spawn(() => Blocking.On(async () =>
                await FutureTests.Throws<InvalidOperationException>(async () => await kept.NextAsync()))).Join());
        });
        kept!.Dispose();
    }

    private static void Raise(PosixSignal signal)
    {
        // SOURCE: signal.h of Linux, for the one that has a name.
        const int WindowChanged = 28;
        Assert.Equal(0, Kill(Environment.ProcessId, signal == Quiet ? WindowChanged : (int)signal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    /// <summary>Sees whether anybody has the quiet signal do nothing.</summary>
    private sealed class Witness : IDisposable
    {
        private readonly PosixSignalRegistration _before;
        private PosixSignalRegistration? _after;
        private bool _isHandled;
        private int _calls;

        public Witness() => _before = PosixSignalRegistration.Create(Quiet, OnSignal);

        public bool IsHandled()
        {
            // On either side of whoever handles it, in whatever order the runtime calls them.
            using (_after = PosixSignalRegistration.Create(Quiet, OnSignal))
            {
                _isHandled = false;
                _calls = 0;
                Raise(Quiet);
                Patience.Until(() => Volatile.Read(ref _calls) == 2);
                return _isHandled;
            }
        }

        public void Dispose() => _before.Dispose();

        private void OnSignal(PosixSignalContext context)
        {
            _isHandled |= context.Cancel;
            Interlocked.Increment(ref _calls);
        }
    }
}
