using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>A socket, or a descriptor, as a stream. It belongs to a loop, but may be used from elsewhere: its operations are carried out by the
/// loop.</summary>
internal sealed class IoStream : Stream
{
    private readonly IoSource _source;
    private readonly IDisposable _owner;
    private readonly StreamTransfer? _reads;
    private readonly StreamTransfer? _writes;

    /// <param name="source">What is read and written.</param>
    /// <param name="owner">Closes it. Loop's thread only, as long as there is a loop.</param>
    /// <param name="access">What can be done.</param>
    public IoStream(IoSource source, IDisposable owner, FileAccess access = FileAccess.ReadWrite)
    {
        _source = source;
        _owner = owner;
        if (access.HasFlag(FileAccess.Read))
            _reads = new StreamTransfer(source, source.Input);
        if (access.HasFlag(FileAccess.Write))
            _writes = new StreamTransfer(source, source.Output);
    }

    public override bool CanRead => _reads is not null && !_source.IsClosed;

    public override bool CanWrite => _writes is not null && !_source.IsClosed;

    public override bool CanSeek => false;

    public override long Length => throw CannotSeek();

    public override long Position
    {
        get => throw CannotSeek();
        set => throw CannotSeek();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        (_reads ?? throw new NotSupportedException("This stream can only be written.")).TransferAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        StreamTransfer writes = _writes ?? throw new NotSupportedException("This stream can only be read.");
        // SAFETY: an output only reads it.
        return writes.TransferAllAsync(MemoryMarshal.AsMemory(buffer), cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw WouldBlock();

    public override int Read(Span<byte> buffer) => throw WouldBlock();

    public override int ReadByte() => throw WouldBlock();

    public override void Write(byte[] buffer, int offset, int count) => throw WouldBlock();

    public override void Write(ReadOnlySpan<byte> buffer) => throw WouldBlock();

    public override void WriteByte(byte value) => throw WouldBlock();

    public override void Flush()
    {
        // What was written is the system's.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw CannotSeek();

    public override void SetLength(long value) => throw CannotSeek();

    protected override void Dispose(bool disposing)
    {
        // Without a loop, which has closed all it had, any thread may.
        if (disposing && (EventLoop.Current == _source.Loop || !_source.Loop.TryPost(new PostedWork(_owner.Dispose))))
            _owner.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException WouldBlock() =>
        new("This would block the thread that all tasks of the executor run on. Use the asynchronous methods, and `await using` for writers over this stream.");

    private static NotSupportedException CannotSeek() => new("A connection has no length and no positions.");
}
