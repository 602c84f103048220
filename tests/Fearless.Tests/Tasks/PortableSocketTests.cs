namespace Fearless.Tests.Tasks;

/// <summary>Sockets in the loop of a thread, as on systems without epoll.</summary>
public class PortableSocketTests : SocketContract
{
    protected override void RunLoop(Func<Future> body) => Loops.Run(LoopKind.PortableThread, body);
}
