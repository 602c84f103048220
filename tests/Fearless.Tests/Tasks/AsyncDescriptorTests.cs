using System.Collections.Concurrent;
using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Fearless.Tests.Tasks;

[SupportedOSPlatform("linux")]
public partial class AsyncDescriptorTests
{
    // Neither disposed nor finalized: the descriptors own their handles.
    private static readonly ConcurrentBag<AnonymousPipeServerStream> Kept = [];

    private const int CloseOnExec = 0x80000;
    private const int Monotonic = 1;

    [Fact]
    public void Bytes_go_through_a_pipe_however_slowly_it_is_read() => Blocking.On(static async () => await TaskScope.RunAsync(Through));

    [Fact]
    public void On_a_pool_too()
    {
        using var pool = new WorkerPool(2);
        Blocking.On(() => PoolBodies.Later(static () => TaskScope.RunAsync(Through)).RunOn(pool));
    }

    [Fact]
    public void A_read_that_is_cancelled_has_taken_nothing() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        (AsyncDescriptor reader, AsyncDescriptor writer) = Pipe();
        using (reader)
        using (writer)
        {
            byte[] buffer = new byte[10];
            TaskHandle<int> reading = scope.Spawn(Read(reader, buffer));
            await Executor.Yield();
            await writer.WriteAsync(new byte[] { 7 });
            Assert.True(await reading.CancelAsync());
            Assert.Equal(1, await reader.ReadAsync(buffer));
            Assert.Equal(7, buffer[0]);
        }
    }));

    [Fact]
    public void Whoever_writes_to_a_pipe_that_nobody_reads_is_told() => Blocking.On(static async () =>
    {
        (AsyncDescriptor reader, AsyncDescriptor writer) = Pipe();
        reader.Dispose();
        const int BrokenPipe = 32;
        IOException failure = await FutureTests.Throws<IOException>(async () => await writer.WriteAsync(new byte[1]));
        Assert.Equal(BrokenPipe, failure.HResult);
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.WriteAsync(new byte[1]));
    });

    [Fact]
    public void An_event_and_a_timer_of_the_system_can_be_waited_for() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        using AsyncDescriptor counter = AsyncDescriptor.Wrap(new SafeFileHandle(CreateEvent(0, CloseOnExec), ownsHandle: true));
        byte[] eight = new byte[8];
        TaskHandle<int> reading = scope.Spawn(Read(counter, eight));
        await Executor.Yield();
        Assert.False(reading.IsFinished);
        await counter.WriteAsync(BitConverter.GetBytes(42L));
        Assert.Equal(8, await reading);
        Assert.Equal(42L, BitConverter.ToInt64(eight));

        using AsyncDescriptor timer = AsyncDescriptor.Wrap(new SafeFileHandle(CreateTimer(Monotonic, CloseOnExec), ownsHandle: true));
        timer.ClearReadable();
        TaskHandle waiting = scope.Spawn(Readable(timer));
        await Executor.Yield();
        await Executor.Yield();
        Assert.False(waiting.IsFinished);
        // The period, in seconds and nanoseconds, and how long until the first time.
        Assert.Equal(0, SetTimer(timer.Handle, 0, [0, 0, 0, 2_000_000], 0));
        await waiting;
        Assert.Equal(8, await timer.ReadAsync(eight));
        Assert.Equal(1L, BitConverter.ToInt64(eight));
    }));

    [Fact]
    public void What_is_wrong_is_refused()
    {
        using SafeFileHandle file = File.OpenHandle(typeof(AsyncDescriptorTests).Assembly.Location);
        Assert.Throws<ArgumentNullException>(static () => AsyncDescriptor.Wrap(null!));
        Assert.Throws<InvalidOperationException>(() => AsyncDescriptor.Wrap(file));
        Blocking.On(async () =>
        {
            Assert.Throws<Win32Exception>(() => AsyncDescriptor.Wrap(file));
            Assert.False(file.IsClosed);
            await Executor.Yield();
        });
    }

    private static async Future Through(TaskScope scope)
    {
        (AsyncDescriptor reader, AsyncDescriptor writer) = Pipe();
        byte[] sent = new byte[300_000];
        new Random(3).NextBytes(sent);
        _ = scope.Spawn(Write());
        using (reader)
        {
            var received = new MemoryStream();
            byte[] buffer = new byte[10_000];
            while (await reader.ReadAsync(buffer) is > 0 and int count)
            {
                received.Write(buffer, 0, count);
                await Executor.Yield();
            }
            Assert.Equal(sent, received.ToArray());
        }

        async Future Write()
        {
            using (writer)
            {
                for (int start = 0; start < sent.Length;)
                    start += await writer.WriteAsync(sent.AsMemory(start));
            }
        }
    }

    private static async Future Readable(AsyncDescriptor descriptor) => await descriptor.ReadableAsync();

    private static async Future<int> Read(AsyncDescriptor descriptor, byte[] buffer) => await descriptor.ReadAsync(buffer);

    private static (AsyncDescriptor Reader, AsyncDescriptor Writer) Pipe()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        Kept.Add(pipe);
        return (AsyncDescriptor.Wrap(pipe.ClientSafePipeHandle), AsyncDescriptor.Wrap(pipe.SafePipeHandle));
    }

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int CreateEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_create")]
    private static partial int CreateTimer(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime")]
    private static partial int SetTimer(SafeHandle timer, int flags, [In] nint[] times, nint before);
}
