using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Fearless.Tests.Parallel;
using Microsoft.Win32.SafeHandles;

namespace Fearless.Tests.Tasks;

/// <summary>What happens when the process has no descriptor left. No other test runs at the same time.</summary>
[Collection(nameof(Alone))]
[SupportedOSPlatform("linux")]
public partial class DescriptorShortageTests
{
    private const int NumberOfFiles = 7;

    [Fact]
    public void A_server_without_descriptors_goes_on_when_there_are_some() => Blocking.On(static async () =>
    {
        using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.Socket.LocalEndPoint!);
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<AsyncSocket> accepting;
            Stack<SafeFileHandle> taken = [];
            GetLimit(NumberOfFiles, out Limit before);
            try
            {
                SetLimit(NumberOfFiles, before with { Soft = 600 });
                Assert.ThrowsAny<IOException>(() => TakeAll(taken));
                accepting = scope.Spawn(listener.AcceptAsync());
                await Executor.Delay(TimeSpan.FromMilliseconds(10));
                Assert.False(accepting.IsFinished);
            }
            finally
            {
                while (taken.TryPop(out SafeFileHandle? handle))
                    handle.Dispose();
                SetLimit(NumberOfFiles, before);
            }
            using AsyncSocket server = await accepting;
            Assert.Equal(client.LocalEndPoint, server.Socket.RemoteEndPoint);
        });
    });

    private static void TakeAll(Stack<SafeFileHandle> taken)
    {
        while (true)
            taken.Push(File.OpenHandle("/dev/null"));
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private record struct Limit(nint Soft, nint Hard);
}
