using System.IO.Pipes;
using System.Runtime.Versioning;

namespace Fearless.Tasks;

/// <summary>This side's end of a pipe to a process, with the stream that .NET has made of it.</summary>
internal sealed class ProcessPipe : IDisposable
{
    // Whose finaliser would close the descriptor.
    private readonly PipeStream _pipe;
    private readonly AsyncDescriptor _descriptor;

    [SupportedOSPlatform("linux")]
    private ProcessPipe(PipeStream pipe)
    {
        _pipe = pipe;
        _descriptor = AsyncDescriptor.Wrap(pipe.SafePipeHandle);
    }

    /// <summary>The end of a pipe as a stream that the current loop waits for; <paramref name="stream"/> itself where loops wait for sockets
    /// only.</summary>
    public static Stream Open(Stream stream, FileAccess access)
    {
        if (!OperatingSystem.IsLinux() || EventLoop.Required.Home.Backend != IoBackend.Epoll || stream is not PipeStream pipe)
            return stream;
        var end = new ProcessPipe(pipe);
        return end._descriptor.AsStream(access, end);
    }

    [SupportedOSPlatform("linux")]
    public void Dispose()
    {
        _descriptor.Dispose();
        _pipe.Dispose();
    }
}
