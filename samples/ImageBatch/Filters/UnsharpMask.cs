using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ImageBatch.Pixels;

namespace ImageBatch.Filters;

/// <summary>Sharpens: adds <c>amount</c> times the difference to a blurred copy, wherever that difference exceeds the threshold. Leaves alpha alone.</summary>
internal sealed class UnsharpMask(double sigma, double amount, double threshold) : IImageFilter
{
    private static readonly Vector128<byte> AlphaOfEach = Vector128.Create((byte)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);

    private readonly GaussianBlur _blur = new(sigma);
    private readonly float _amount = (float)amount;
    private readonly float _threshold = (float)threshold;

    public void Apply(Image image, Workspace workspace)
    {
        Span<byte> blurred = workspace.Scratch(image.Bytes.Length);
        image.Bytes.CopyTo(blurred);
        _blur.Apply(new Image(blurred, image.Width, image.Height), workspace);

        Span<byte> sharp = image.Bytes;
        int i = 0;
        for (; i <= sharp.Length - PixelVectors.Lanes; i += PixelVectors.Lanes)
        {
            Span<byte> four = sharp.Slice(i, PixelVectors.Lanes);
            Sharpen(Vector128.Create<byte>(four), Vector128.Create<byte>(blurred.Slice(i, PixelVectors.Lanes))).CopyTo(four);
        }

        Span<byte> lastSharp = stackalloc byte[PixelVectors.Lanes];
        Span<byte> lastBlurred = stackalloc byte[PixelVectors.Lanes];
        sharp[i..].CopyTo(lastSharp);
        blurred[i..].CopyTo(lastBlurred);
        Sharpen(Vector128.Create<byte>(lastSharp), Vector128.Create<byte>(lastBlurred)).CopyTo(lastSharp);
        lastSharp[..(sharp.Length - i)].CopyTo(sharp[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Sharpen(Vector128<byte> source, Vector128<byte> blurred)
    {
        PixelVectors s = PixelVectors.FromBytes(source);
        PixelVectors b = PixelVectors.FromBytes(blurred);
        Vector128<byte> result = new PixelVectors(Sharpen(s.Low, b.Low), Sharpen(s.High, b.High)).ToBytes();

        // Premultiplied colour never exceeds its alpha; and alpha, kept at its old value, is its own bound.
        Vector128<byte> alpha = Vector128.Shuffle(source, AlphaOfEach);
        Vector128<byte> isAlpha = Vector128.Create(0xFF000000u).AsByte();
        return Vector128.ConditionalSelect(isAlpha, source, Vector128.Min(result, alpha));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Sharpen(Vector256<float> source, Vector256<float> blurred)
    {
        Vector256<float> detail = source - blurred;
        Vector256<float> counts = Vector256.GreaterThan(Vector256.Abs(detail), Vector256.Create(_threshold));
        return source + (Vector256.ConditionalSelect(counts, detail, Vector256<float>.Zero) * Vector256.Create(_amount));
    }
}
