using System.Numerics;

namespace ImageBatch.Pixels;

/// <summary>
/// The memory that one picture needs on its way through the batch. Leased from a <see cref="WorkspacePool"/>; grows to the largest picture it has met.
/// </summary>
internal sealed class Workspace
{
    private byte[] _file = [];
    private byte[] _picture = [];
    private byte[] _copy = [];
    private float[] _lines = [];

    /// <summary>Room for a file's bytes.</summary>
    public Span<byte> File(int length) => Room(ref _file, length);

    /// <summary>Room for the decoded picture.</summary>
    public Image Picture(int width, int height) => new(Room(ref _picture, checked(width * height * Image.BytesPerPixel)), width, height);

    /// <summary>Room for whatever a filter keeps beside the picture: a second copy, or its luminance. Every filter overwrites it.</summary>
    public Span<byte> Scratch(int length) => Room(ref _copy, length);

    /// <summary>Room for a filter's strips of lines. Every filter overwrites it.</summary>
    public Span<float> Lines(int length) => Room(ref _lines, length);

    private static Span<T> Room<T>(ref T[] array, int length)
        where T : unmanaged
    {
        if (array.Length < length)
        {
            // In powers of two: a buffer grows a few times and not at every picture that is a little larger, and so leaves little to collect.
            int room = (int)Math.Min((long)BitOperations.RoundUpToPowerOf2((uint)length), Array.MaxLength);
            array = [];
            array = GC.AllocateUninitializedArray<T>(room);
        }

        return array.AsSpan(0, length);
    }
}
