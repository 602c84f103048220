using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Fearless.Tool.Watching.Bursts;

/// <summary>Reads the stream of a session in which the runtime's sample profiler was on, and nothing else.</summary>
/// <remarks>
/// The library that reads the events prepares for each session what is worth it for a long one. These last for milliseconds, and there are several in a second.
/// SOURCE: microsoft/perfview, <c>src/TraceEvent/EventPipe/EventPipeFormat.md</c>, version 4.
/// </remarks>
internal sealed class SampleReader
{
    private const byte NullReference = 1;
    private const byte BeginObject = 5;
    private const byte EndObject = 6;
    private const int Alignment = 4;
    private const int GuidSize = 16;
    private const int TypeManaged = 2;
    private const double TicksPerSecond = TimeSpan.TicksPerSecond;

    private readonly List<ThreadSample> _samples = [];
    private readonly Dictionary<int, ulong[]> _stacks = [];
    private readonly HashSet<int> _sampleTypes = [];
    private DateTime _syncTime;
    private long _syncTicks;
    private long _frequency = 1;
    private int _pointerSize = sizeof(ulong);

    [Flags]
    private enum Fields : byte
    {
        Metadata = 1,
        Capture = 2,
        Thread = 4,
        Stack = 8,
        Activity = 16,
        RelatedActivity = 32,
        Length = 128,
    }

    /// <summary>Reads all samples that are in a stream, in their order; if it ends early, those that are whole.</summary>
    /// <exception cref="FormatException">It is not such a stream.</exception>
    public static IReadOnlyList<ThreadSample> Read(ReadOnlySpan<byte> stream)
    {
        var reader = new SampleReader();
        try
        {
            reader.ReadObjects(new ByteReader(stream));
        }
        catch (EndOfStreamException)
        {
            // The process was killed meanwhile.
        }
        return reader._samples;
    }

    private void ReadObjects(ByteReader bytes)
    {
        if (!bytes.Take(8).SequenceEqual("Nettrace"u8) || !bytes.Take(bytes.Int32()).SequenceEqual("!FastSerialization.1"u8))
            throw new FormatException("The stream does not begin as one of events does.");
        while (bytes.Byte() is var tag && tag != NullReference)
        {
            Expect(tag, BeginObject);
            Expect(bytes.Byte(), BeginObject);
            Expect(bytes.Byte(), NullReference);
            bytes.Take(2 * sizeof(int));
            string type = Encoding.UTF8.GetString(bytes.Take(bytes.Int32()));
            Expect(bytes.Byte(), EndObject);
            ReadObject(type, ref bytes);
            Expect(bytes.Byte(), EndObject);
        }
    }

    private void ReadObject(string type, ref ByteReader bytes)
    {
        if (type == "Trace")
        {
            ReadTrace(ref bytes);
            return;
        }
        int size = bytes.Int32();
        bytes.Take((Alignment - (bytes.Position % Alignment)) % Alignment);
        var block = new ByteReader(bytes.Take(size));
        switch (type)
        {
            case "StackBlock":
                ReadStacks(block);
                break;
            case "MetadataBlock":
                ReadEvents(block, OnMetadata);
                break;
            case "EventBlock":
                ReadEvents(block, OnEvent);
                break;
        }
    }

    private void ReadTrace(ref ByteReader bytes)
    {
        (short year, short month, short _, short day) = (bytes.Int16(), bytes.Int16(), bytes.Int16(), bytes.Int16());
        _syncTime = new DateTime(year, month, day, bytes.Int16(), bytes.Int16(), bytes.Int16(), bytes.Int16(), DateTimeKind.Utc);
        _syncTicks = bytes.Int64();
        _frequency = bytes.Int64();
        _pointerSize = bytes.Int32();
        bytes.Take(3 * sizeof(int));
    }

    private void ReadStacks(ByteReader block)
    {
        int first = block.Int32();
        int count = block.Int32();
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> stack = block.Take(block.Int32());
            var addresses = new ulong[stack.Length / _pointerSize];
            for (int frame = 0; frame < addresses.Length; frame++)
            {
                ReadOnlySpan<byte> address = stack.Slice(frame * _pointerSize, _pointerSize);
                addresses[frame] = _pointerSize == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(address) : BinaryPrimitives.ReadUInt64LittleEndian(address);
            }
            // Numbers are used again after some time, for what comes then.
            _stacks[first + i] = addresses;
        }
    }

    private delegate void Handler(in EventHead head, ReadOnlySpan<byte> payload);

    private struct EventHead
    {
        public int Metadata;
        public long Thread;
        public int Stack;
        public long Ticks;
        public int Length;
    }

    private static void ReadEvents(ByteReader block, Handler handle)
    {
        int headerSize = block.Int16();
        if ((block.Int16() & 1) == 0)
            throw new FormatException("The heads of events are not compressed.");
        block.Take(headerSize - (2 * sizeof(short)));
        // Each field that is not there is that of the event before.
        EventHead head = default;
        while (!block.IsAtEnd)
        {
            var fields = (Fields)block.Byte();
            if (fields.HasFlag(Fields.Metadata))
                head.Metadata = (int)block.Variable();
            if (fields.HasFlag(Fields.Capture))
            {
                // The number in the sequence, the thread that wrote, and its processor.
                block.Variable();
                block.Variable();
                block.Variable();
            }
            if (fields.HasFlag(Fields.Thread))
                head.Thread = (long)block.Variable();
            if (fields.HasFlag(Fields.Stack))
                head.Stack = (int)block.Variable();
            head.Ticks += (long)block.Variable();
            if (fields.HasFlag(Fields.Activity))
                block.Take(GuidSize);
            if (fields.HasFlag(Fields.RelatedActivity))
                block.Take(GuidSize);
            if (fields.HasFlag(Fields.Length))
                head.Length = (int)block.Variable();
            handle(head, block.Take(head.Length));
        }
    }

    private void OnMetadata(in EventHead head, ReadOnlySpan<byte> payload)
    {
        int id = BinaryPrimitives.ReadInt32LittleEndian(payload);
        ReadOnlySpan<char> provider = MemoryMarshal.Cast<byte, char>(payload[sizeof(int)..]);
        // The stream describes itself, too.
        if (provider.StartsWith(BurstSampler.Profiler + '\0'))
            _sampleTypes.Add(id);
    }

    private void OnEvent(in EventHead head, ReadOnlySpan<byte> payload)
    {
        if (!_sampleTypes.Contains(head.Metadata) || !_stacks.TryGetValue(head.Stack, out ulong[]? addresses) || payload.Length < sizeof(int))
            return;
        DateTime time = _syncTime.AddTicks((long)((head.Ticks - _syncTicks) * (TicksPerSecond / _frequency)));
        _samples.Add(new ThreadSample(time, (int)head.Thread, BinaryPrimitives.ReadInt32LittleEndian(payload) == TypeManaged, addresses));
    }

    private static void Expect(byte tag, byte expected)
    {
        if (tag != expected)
            throw new FormatException($"An object of the stream has the tag {tag} where {expected} is expected.");
    }
}
