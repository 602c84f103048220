using Fearless.Tasks;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Sockets in a loop on a pool, as on systems without epoll.</summary>
public class PortablePoolSocketTests : SocketContract
{
    protected override bool HasThread => false;

    protected override void RunLoop(Func<Future> body)
    {
        using var pool = new WorkerPool(2);
        Patience.Ends(() => ThreadLoop.BlockOn(
            () => PoolBodies.Later(body).RunOn(pool).Unclaimed, null, CancellationToken.None, IoBackend.Portable));
    }
}
