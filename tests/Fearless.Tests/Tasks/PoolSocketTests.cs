using System.Net;
using System.Net.Sockets;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

/// <summary>Sockets in a loop on a pool.</summary>
public class PoolSocketTests : SocketContract
{
    protected override bool HasThread => false;

    protected override void RunLoop(Func<Future> body) => Loops.Run(LoopKind.Pool, body);

    [Fact]
    public void The_thread_that_watches_ends_with_the_executor()
    {
        ReactorWatch? watch = null;
        RunLoop(async () =>
        {
            using AsyncSocket listener = AsyncSocket.Listen(Anywhere);
            await Executor.Yield();
            watch = EventLoop.Current!.Home.Watch;
            Assert.False(watch.HasEnded);
        });
        Assert.True(watch!.HasEnded);
    }

    [Fact]
    public void Many_loops_talk_to_each_other() => RunLoop(static async () =>
    {
        const int Loops = 20;
        WorkerPool pool = ((PoolLoop)EventLoop.Current!).Pool;
        using AsyncSocket listener = AsyncSocket.Listen(Anywhere);
        EndPoint address = listener.Socket.LocalEndPoint!;
        await TaskScope.RunAsync(async scope =>
        {
            for (int number = 0; number < Loops; number++)
                _ = scope.Spawn(Ask((byte)number).RunOn(pool));
            for (int number = 0; number < Loops; number++)
            {
                Socket accepted = (await listener.AcceptAsync()).Unwrap();
                _ = scope.Spawn(PoolBodies.Later(() => Echo(AsyncSocket.Wrap(accepted))).RunOn(pool));
            }
        });

        async Future Ask(byte number)
        {
            using AsyncSocket client = await AsyncSocket.ConnectToAsync(address);
            byte[] buffer = [number];
            for (int round = 0; round < 50; round++)
            {
                await client.SendAllAsync(buffer);
                await client.ReceiveAllAsync(buffer);
                Assert.Equal(number, buffer[0]);
            }
        }
    });
}
