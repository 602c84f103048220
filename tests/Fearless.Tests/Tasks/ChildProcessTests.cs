using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

[SupportedOSPlatform("linux")]
public class ChildProcessTests
{
    private const int Killed = 128 + 9;

    public static TheoryData<LoopKind> Kinds => Loops.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_program_is_written_to_and_read_from(LoopKind kind) => Loops.Run(kind, async () =>
    {
        await using ChildProcess process = await ChildProcess.StartAsync(
            new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true });
        Assert.Null(process.Error);
        // By the loop itself, where it can.
        Assert.Equal(kind is LoopKind.Thread or LoopKind.Pool, process.Output is IoStream && process.Input is IoStream);
        byte[] sent = new byte[300_000];
        new Random(6).NextBytes(sent);
        byte[] received = new byte[sent.Length];
        await TaskScope.RunAsync(async scope =>
        {
            _ = scope.Spawn(Write());
            await process.Output!.ReadExactlyAsync(received, CancellationToken.None);
            Assert.Equal(sent, received);
            Assert.Equal(0, await process.Output!.ReadAsync(received, CancellationToken.None));
            Assert.Equal(0, await process.WaitForExitAsync());
        });

        async Future Write()
        {
            await process.Input!.WriteAsync(sent, CancellationToken.None);
            await process.Input.DisposeAsync();
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_program_is_run_to_its_exit(LoopKind kind) => Loops.Run(kind, static async () =>
    {
        ProcessOutput output = await ChildProcess.RunAsync(Shell("cat; echo out; echo err >&2; exit 3"));
        Assert.Equal(3, output.ExitCode);
        Assert.Equal("out\n", Encoding.ASCII.GetString(output.Output.Span));
        Assert.Equal("err\n", Encoding.ASCII.GetString(output.Error.Span));
    });

    [Fact]
    public void Disposal_kills_and_waits() => Blocking.On(static async () =>
    {
        ChildProcess process = await ChildProcess.StartAsync(Shell("exec sleep 1000"));
        int number = process.Process.Id;
        Assert.True(Exists(number));
        await process.DisposeAsync();
        Assert.False(Exists(number));
        await process.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(process.Kill);
        await FutureTests.Throws<ObjectDisposedException>(async () => await process.WaitForExitAsync());
    });

    [Fact]
    public void A_cancelled_task_kills_what_it_has_started() => Blocking.On(static async () =>
    {
        int number = 0;
        await FutureTests.Throws<TimeoutException>(async () => await Sleep().WithTimeout(TimeSpan.FromMilliseconds(100)));
        Assert.NotEqual(0, number);
        Assert.False(Exists(number));

        async Future Sleep()
        {
            await using ChildProcess process = await ChildProcess.StartAsync(Shell("exec sleep 1000"));
            number = process.Process.Id;
            await process.WaitForExitAsync();
        }
    });

    [Fact]
    public void A_program_that_is_run_is_killed_by_a_cancellation() => Blocking.On(static async () =>
        await FutureTests.Throws<TimeoutException>(static async () =>
            await ChildProcess.RunAsync(Shell("exec sleep 1000")).WithTimeout(TimeSpan.FromMilliseconds(50))));

    [Fact]
    public void A_wait_that_is_cancelled_leaves_the_process_alone() => Blocking.On(static async () => await TaskScope.RunAsync(static async scope =>
    {
        await using ChildProcess process = await ChildProcess.StartAsync(Shell("exec sleep 1000"));
        TaskHandle<int> waiting = scope.Spawn(process.WaitForExitAsync());
        await Executor.Yield();
        Assert.True(await waiting.CancelAsync());
        Assert.False(process.Process.HasExited);
        process.Kill();
        Assert.Equal(Killed, await process.WaitForExitAsync());
        process.Kill();
    }));

    [Fact]
    public void What_has_exited_leaves_no_entry_though_nobody_waits() => Blocking.On(static async () =>
    {
        await using ChildProcess process = await ChildProcess.StartAsync(Shell("exit 0"));
        for (int round = 0; Exists(process.Process.Id); round++)
        {
            Assert.InRange(round, 0, 10_000);
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
        }
    });

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<ArgumentNullException>(static () => { ChildProcess.StartAsync(null!); });
        Assert.Throws<ArgumentNullException>(static () => { ChildProcess.RunAsync(null!); });
        Assert.Throws<Win32Exception>(static () => Blocking.On(static () => ChildProcess.StartAsync(new ProcessStartInfo("/nothing/here"))));
    }

    private static ProcessStartInfo Shell(string script) => new("/bin/sh", ["-c", script]);

    // A zombie has its entry until it was waited for.
    private static bool Exists(int number) => Directory.Exists($"/proc/{number}");
}
