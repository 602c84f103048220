using System.Text;
using Fearless.Tool.Watching.Bursts;

namespace Fearless.Tool.Tests.Watching;

/// <summary>Streams as the runtime writes them, made by hand.</summary>
public class SampleReaderTests
{
    private const byte Metadata = 1;
    private const byte Capture = 2;
    private const byte Thread = 4;
    private const byte Stack = 8;
    private const byte Length = 128;

    private static readonly DateTime s_sync = new(2025, 6, 7, 8, 9, 10, 11, DateTimeKind.Utc);

    [Fact]
    public void A_sample_has_its_time_thread_stack_and_kind_and_takes_what_is_not_written_from_the_one_before()
    {
        byte[] stream = new StreamWriter()
            .Block("StackBlock", [.. Int(7), .. Int(2), .. Int(16), .. Long(0x1000), .. Long(0x2000), .. Int(8), .. Long(0x3000)])
            .Block("EventBlock", Events([
                Metadata | Capture | Thread | Stack | Length, 1, 0, 5, 0, 0xAC, 0x02, 7, 0xE8, 0x07, 4, 2, 0, 0, 0,
                Stack, 8, 0xE8, 0x07, 1, 0, 0, 0]))
            .ToArray();

        IReadOnlyList<ThreadSample> samples = SampleReader.Read(stream);

        // A thousand ticks of a million in a second are a millisecond; the first has that after the sync, the second that after the first.
        Assert.Equal(2, samples.Count);
        Assert.Equal((s_sync.AddMilliseconds(1), 300, true), (samples[0].Time, samples[0].Thread, samples[0].IsRunning));
        Assert.Equal([0x1000UL, 0x2000UL], samples[0].Addresses);
        Assert.Equal((s_sync.AddMilliseconds(2), 300, false), (samples[1].Time, samples[1].Thread, samples[1].IsRunning));
        Assert.Equal([0x3000UL], samples[1].Addresses);
    }

    [Fact]
    public void Events_of_others_and_blocks_that_are_not_known_are_passed_over()
    {
        byte[] stream = new StreamWriter()
            .Block("SPBlock", [1, 2, 3])
            .Block("StackBlock", [.. Int(1), .. Int(1), .. Int(8), .. Long(0x1000)])
            .Block("EventBlock", Events([
                Metadata | Thread | Stack | Length, 2, 9, 1, 1, 4, 2, 0, 0, 0,
                Metadata, 1, 1, 2, 0, 0, 0]))
            .ToArray();

        Assert.Equal(9, Assert.Single(SampleReader.Read(stream)).Thread);
    }

    [Fact]
    public void Of_a_stream_that_ends_early_what_is_whole_is_read()
    {
        byte[] whole = new StreamWriter()
            .Block("StackBlock", [.. Int(1), .. Int(1), .. Int(8), .. Long(0x1000)])
            .Block("EventBlock", Events([Metadata | Thread | Stack | Length, 1, 9, 1, 1, 4, 2, 0, 0, 0]))
            .Block("EventBlock", Events([Metadata | Thread | Stack | Length, 1, 9, 1, 1, 4, 2, 0, 0, 0]))
            .ToArray();

        for (int length = 0; length <= whole.Length; length++)
            Assert.InRange(SampleReader.Read(whole.AsSpan(0, length)).Count, 0, 2);
        Assert.Equal(2, SampleReader.Read(whole).Count);
        Assert.Single(SampleReader.Read(whole.AsSpan(0, whole.Length - 3)));
    }

    [Fact]
    public void What_is_no_such_stream_is_refused()
    {
        Assert.Throws<FormatException>(() => SampleReader.Read("Something else, of thirty-two bytes"u8));
        Assert.Throws<FormatException>(() => SampleReader.Read([.. new StreamWriter().ToArray()[..^1], 9]));
    }

    private static byte[] Int(int number) => BitConverter.GetBytes(number);

    private static byte[] Long(long number) => BitConverter.GetBytes(number);

    private static byte[] Short(int number) => BitConverter.GetBytes((short)number);

    // The heads of the events are compressed.
    private static byte[] Events(byte[] events) => [.. Short(20), .. Short(1), .. Long(0), .. Long(0), .. events];

    private sealed class StreamWriter
    {
        private readonly List<byte> _bytes = [.. "Nettrace"u8, .. Int(20), .. "!FastSerialization.1"u8];

        public StreamWriter()
        {
            Begin("Trace");
            foreach (int part in new[] { 2025, 6, 6, 7, 8, 9, 10, 11 })
                _bytes.AddRange(Short(part));
            _bytes.AddRange([.. Long(0), .. Long(1_000_000), .. Int(8), .. Int(1), .. Int(2), .. Int(0), 6]);
            Block("MetadataBlock", Events([.. Type(1, "Microsoft-DotNETCore-SampleProfiler"), .. Type(2, "Microsoft-DotNETCore-EventPipe")]));
        }

        public StreamWriter Block(string type, byte[] content)
        {
            Begin(type);
            _bytes.AddRange(Int(content.Length));
            while (_bytes.Count % 4 != 0)
                _bytes.Add(0);
            _bytes.AddRange([.. content, 6]);
            return this;
        }

        public byte[] ToArray() => [.. _bytes, 1];

        private void Begin(string type) => _bytes.AddRange([5, 5, 1, .. Int(4), .. Int(4), .. Int(type.Length), .. Encoding.UTF8.GetBytes(type), 6]);

        private static byte[] Type(int id, string provider)
        {
            byte[] payload = [.. Int(id), .. Encoding.Unicode.GetBytes(provider + '\0'), .. Int(0), 0, 0];
            return [Length, 0, (byte)payload.Length, .. payload];
        }
    }
}
