using System.Buffers.Binary;

namespace Fearless.Tool.Watching.Bursts;

/// <summary>Reads numbers from bytes, one after the other.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int BitsInByte = 7;
    private const int MostBits = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes have been read.</summary>
    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _bytes.Length;

    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - Position)
            throw new EndOfStreamException();
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    public byte Byte() => Take(sizeof(byte))[0];

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A number in as many bytes as it needs, with seven bits of it in each, the lowest first.</summary>
    /// <exception cref="FormatException">It has more than 64 bits.</exception>
    public ulong Variable()
    {
        ulong number = 0;
        for (int shift = 0; shift < MostBits; shift += BitsInByte)
        {
            byte part = Byte();
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return number;
        }
        throw new FormatException("A number of the stream has no end.");
    }
}
