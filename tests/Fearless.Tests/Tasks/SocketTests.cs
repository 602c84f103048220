namespace Fearless.Tests.Tasks;

/// <summary>Sockets in the loop of a thread, by what this system is waited for best: epoll on Linux.</summary>
public class SocketTests : SocketContract
{
    protected override void RunLoop(Func<Future> body) => Loops.Run(LoopKind.Thread, body);
}
