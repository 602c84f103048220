using CsCheck;
using ImageBatch.Pixels;

namespace ImageBatch.Tests;

/// <summary>A small picture that a test owns.</summary>
internal sealed record TestPicture(int Width, int Height, byte[] Bytes)
{
    /// <summary>Any picture up to 40 by 40, premultiplied, some of it transparent.</summary>
    public static Gen<TestPicture> Any { get; } = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.UInt, Gen.Bool, Make);

    public Image AsImage() => new(Bytes, Width, Height);

    public TestPicture Copy() => this with { Bytes = [.. Bytes] };

    public override string ToString() => $"{Width} x {Height}: {Convert.ToHexString(Bytes)}";

    public int At(int x, int y, int channel) =>
        Bytes[(((Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)) * Image.BytesPerPixel) + channel];

    public static TestPicture Make(int width, int height, uint seed, bool opaque)
    {
        var random = new Random((int)seed);
        byte[] bytes = new byte[width * height * Image.BytesPerPixel];
        for (int i = 0; i < bytes.Length; i += Image.BytesPerPixel)
        {
            byte alpha = opaque ? (byte)255 : (byte)random.Next(256);
            bytes[i] = (byte)random.Next(alpha + 1);
            bytes[i + 1] = (byte)random.Next(alpha + 1);
            bytes[i + 2] = (byte)random.Next(alpha + 1);
            bytes[i + 3] = alpha;
        }

        return new TestPicture(width, height, bytes);
    }
}
