using Fearless.Tasks;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Sockets in the loop of a thread, as on systems without epoll.</summary>
public class PortableSocketTests : SocketContract
{
    protected override void RunLoop(Func<Future> body) =>
        Patience.Ends(() => ThreadLoop.BlockOn(() => body().Unclaimed, null, CancellationToken.None, IoBackend.Portable));
}
