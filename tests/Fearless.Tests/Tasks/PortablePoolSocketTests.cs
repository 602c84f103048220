namespace Fearless.Tests.Tasks;

/// <summary>Sockets in a loop on a pool, as on systems without epoll.</summary>
public class PortablePoolSocketTests : SocketContract
{
    protected override bool HasThread => false;

    protected override void RunLoop(Func<Future> body) => Loops.Run(LoopKind.PortablePool, body);
}
