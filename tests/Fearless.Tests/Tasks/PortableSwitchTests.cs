using System.IO.Pipes;
using System.Net;
using System.Runtime.Versioning;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Tasks;

/// <summary>The switch is the process's. No other test runs at the same time.</summary>
[Collection(nameof(Alone))]
[SupportedOSPlatform("linux")]
public class PortableSwitchTests
{
    private const string Name = "Fearless.Tasks.PortableSockets";

    [Fact]
    public void The_switch_has_sockets_without_epoll()
    {
        AppContext.SetSwitch(Name, true);
        try
        {
            Blocking.On(static async () =>
            {
                using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
                Assert.Throws<PlatformNotSupportedException>(() => AsyncDescriptor.Wrap(pipe.SafePipeHandle));
                using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
                using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
                using AsyncSocket server = await listener.AcceptAsync();
            });
        }
        finally
        {
            AppContext.SetSwitch(Name, false);
        }
    }
}
