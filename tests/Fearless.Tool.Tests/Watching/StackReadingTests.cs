using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Tests.Watching;

public class StackReadingTests
{
    [Theory]
    [InlineData(nameof(Activity.Files), "System.IO.RandomAccess.ReadAtOffset(x)", "System.IO.FileStream.Read(x)")]
    [InlineData(nameof(Activity.Network), "System.Threading.Monitor.Wait(x)", "System.Threading.ManualResetEventSlim.Wait(x)", "System.Net.Sockets.Socket.Receive(x)")]
    [InlineData(nameof(Activity.Task), "System.Threading.Monitor.Wait(x)", "System.Threading.ManualResetEventSlim.Wait(x)", "System.Threading.Tasks.Task.InternalWait(x)")]
    [InlineData(nameof(Activity.Lock), "System.Threading.Monitor.Enter_Slowpath(x)", "System.Threading.Monitor.Enter(x)")]
    [InlineData(nameof(Activity.Lock), "Fearless.Sync.Parker.Park()", "Fearless.Sync.Mutex`1.Lock()")]
    [InlineData(nameof(Activity.Message), "Fearless.Sync.Parker.Park()", "Fearless.Channels.Receiver`1[System.Int32].Receive()")]
    [InlineData(nameof(Activity.Message), "System.Threading.Monitor.Wait(x)", "System.Threading.SemaphoreSlim.Wait()", "System.Collections.Concurrent.BlockingCollection`1.Take()")]
    [InlineData(nameof(Activity.Signal), "System.Threading.Thread.Join()")]
    [InlineData(nameof(Activity.Time), "System.Threading.Thread.Sleep(int32)")]
    [InlineData(nameof(Activity.Native))]
    public void The_outermost_call_of_a_library_says_what_is_waited_for(string activity, params string[] library)
    {
        StackReading reading = Read([.. library.Select(Library), Own("Job.Run()"), Own("Program.Main()")]);

        Assert.Equal(activity, reading.Stopped.ToString());
        Assert.Equal(["Program.Main", "Job.Run"], reading.Path);
    }

    [Fact]
    public void A_thread_that_runs_computes_unless_it_spins()
    {
        Assert.Equal(Activity.Computes, Read(Library("System.Net.Sockets.Socket.Receive(x)"), Own("Job.Run()")).Running);
        Assert.Equal(Activity.Lock, Read(Library("System.Threading.SpinWait.SpinOnce()"), Library("System.Threading.SpinLock.Enter(x)"), Own("Job.Run()")).Running);
    }

    [Fact]
    public void Workers_without_work_are_idle_and_those_with_some_are_not()
    {
        Frame worker = Library("System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()");

        Assert.Equal(Activity.Idle, Read(Library("System.Threading.LowLevelLifoSemaphore.WaitNative(x)"), worker).Stopped);
        Assert.Equal(Activity.Idle, Read(Library("System.Threading.ThreadPoolWorkQueue.Dispatch()"), worker).Running);
        Assert.Equal(Activity.Idle, Read(Library("Fearless.Sync.Parker.Park()"), Library("Fearless.Scheduling.Sleeper.Sleep()"), Library("Fearless.Scheduling.Worker.Run()")).Stopped);
        StackReading working = Read(Library("System.Threading.Thread.Sleep(x)"), Own("Job.Run()"), worker);
        Assert.Equal(Activity.Time, working.Stopped);
        Assert.True(working.IsOfPool);
    }

    [Fact]
    public void Main_that_awaits_its_end_is_idle_and_others_that_block_on_a_task_are_not()
    {
        Frame wait = Library("System.Runtime.CompilerServices.TaskAwaiter`1[System.Int32].GetResult()");

        Assert.Equal(Activity.Idle, Read(wait, Own("Program.<Main>(class System.String[])")).Stopped);
        Assert.Equal(Activity.Task, Read(wait, Own("Job.Run()"), Own("Program.Main(class System.String[])")).Stopped);
    }

    [Theory]
    [InlineData("My.Space.Job.Run(value class System.TimeSpan)", "Job.Run")]
    [InlineData("My.Job+<RunAsync>d__3.MoveNext()", "Job.RunAsync")]
    [InlineData("My.Job`1[System.Int32]+<>c__DisplayClass2_1.<Run>b__2()", "Job.Run")]
    [InlineData("My.Job+<>c.<Run>b__2_0(int32)", "Job.Run")]
    [InlineData("My.Job.<Run>g__Local|3_0(int32)", "Job.Local")]
    [InlineData("Program+<<Main>$>d__0.MoveNext()", "Program.Main")]
    [InlineData("Program.<Main>$(class System.String[])", "Program.Main")]
    [InlineData("Program.<<Main>$>g__Pass|0_1()", "Program.Pass")]
    [InlineData("My.Job..ctor()", "Job.new")]
    public void A_method_has_the_name_that_it_has_in_the_source(string method, string name) => Assert.Equal(name, MethodName.Readable(method));

    private static StackReading Read(params Frame[] frames) => StackReading.Of(frames);

    private static Frame Library(string method) => new("System.Private.CoreLib", method);

    private static Frame Own(string method) => new("My.Program", method);
}
