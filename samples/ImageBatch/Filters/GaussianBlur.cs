using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImageBatch.Pixels;

namespace ImageBatch.Filters;

/// <summary>
/// A Gaussian blur whose time a pixel does not depend on its width: three moving averages along the rows, then three along the columns, which
/// together have the Gaussian's variance exactly and its shape within seven per cent. Beyond the border the outermost pixels repeat.
/// </summary>
/// <remarks>
/// Both directions are one piece of code: four lines side by side form a strip, and a strip is smoothed in floating point, in cache, before it is
/// rounded back to bytes. A strip goes on beyond both borders as far as three averages reach: were it cut at the border, the second
/// average would repeat the first one's last value there and not the picture's.
/// </remarks>
internal sealed class GaussianBlur(double sigma) : IImageFilter
{
    private const int LinesPerStrip = PixelVectors.Lanes / Image.BytesPerPixel;
    private const int VectorsPerPlace = 2;

    private readonly BoxKernel _kernel = new(sigma * sigma / 3);

    public void Apply(Image image, Workspace workspace)
    {
        SmoothLines(image.Pixels, lines: image.Height, lineStep: image.Width, length: image.Width, placeStep: 1, workspace);
        SmoothLines(image.Pixels, lines: image.Width, lineStep: 1, length: image.Height, placeStep: image.Width, workspace);
    }

    private void SmoothLines(Span<uint> pixels, int lines, int lineStep, int length, int placeStep, Workspace workspace)
    {
        int beyond = 3 * (_kernel.Radius + 1);
        int extended = length + (2 * beyond);
        Span<Vector256<float>> room = MemoryMarshal.Cast<float, Vector256<float>>(workspace.Lines(2 * extended * PixelVectors.Lanes));
        Span<Vector256<float>> one = room[..(extended * VectorsPerPlace)];
        Span<Vector256<float>> other = room[(extended * VectorsPerPlace)..];
        Span<Vector256<float>> inside = other.Slice(beyond * VectorsPerPlace, length * VectorsPerPlace);

        for (int line = 0; line < lines; line += LinesPerStrip)
        {
            var strip = new Strip(pixels, line * lineStep, lineStep, placeStep, Math.Min(LinesPerStrip, lines - line));
            strip.Load(one.Slice(beyond * VectorsPerPlace, length * VectorsPerPlace), length);
            Extend(one, beyond);
            _kernel.Smooth(one, other, extended);
            _kernel.Smooth(other, one, extended);
            _kernel.Smooth(one, other, extended);
            strip.Store(inside, length);
        }
    }

    private static void Extend(Span<Vector256<float>> places, int beyond)
    {
        int first = beyond * VectorsPerPlace;
        int last = places.Length - first - VectorsPerPlace;
        for (int i = 0; i < first; i += VectorsPerPlace)
        {
            places.Slice(first, VectorsPerPlace).CopyTo(places[i..]);
            places.Slice(last, VectorsPerPlace).CopyTo(places[(last + VectorsPerPlace + i)..]);
        }
    }

    /// <summary>Up to four rows or columns, side by side. Where there are fewer, the last one stands in for the missing ones and is stored once.</summary>
    private readonly ref struct Strip(Span<uint> pixels, int start, int lineStep, int placeStep, int count)
    {
        private readonly Span<uint> _pixels = pixels;
        private readonly int _second = Math.Min(1, count - 1) * lineStep;
        private readonly int _third = Math.Min(2, count - 1) * lineStep;
        private readonly int _fourth = Math.Min(3, count - 1) * lineStep;

        public void Load(Span<Vector256<float>> places, int length)
        {
            for (int i = 0, at = start; i < length; i++, at += placeStep)
            {
                Vector128<uint> four = Vector128.Create(_pixels[at], _pixels[at + _second], _pixels[at + _third], _pixels[at + _fourth]);
                PixelVectors numbers = PixelVectors.FromBytes(four.AsByte());
                places[VectorsPerPlace * i] = numbers.Low;
                places[(VectorsPerPlace * i) + 1] = numbers.High;
            }
        }

        public void Store(ReadOnlySpan<Vector256<float>> places, int length)
        {
            for (int i = 0, at = start; i < length; i++, at += placeStep)
            {
                var numbers = new PixelVectors(places[VectorsPerPlace * i], places[(VectorsPerPlace * i) + 1]);
                Vector128<uint> four = numbers.ToBytes().AsUInt32();
                _pixels[at + _fourth] = four[3];
                _pixels[at + _third] = four[2];
                _pixels[at + _second] = four[1];
                _pixels[at] = four[0];
            }
        }
    }
}
