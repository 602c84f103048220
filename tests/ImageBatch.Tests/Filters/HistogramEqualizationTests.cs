using CsCheck;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Tests.Filters;

public class HistogramEqualizationTests
{
    [Fact]
    public void Equalizing_moves_each_pixel_by_the_share_of_darker_pixels_counted_naively() =>
        Gen.Select(TestPicture.Any, Gen.Double[0, 1]).Sample((picture, share) =>
        {
            TestPicture equalized = Equalize(picture, share);
            int[] brightness = [.. Enumerable.Range(0, picture.Width * picture.Height).Select(i => (int)Luminance.Of(picture.AsImage().Pixels[i]))];
            int darkest = brightness.Min();
            long atDarkest = brightness.Count(level => level == darkest);
            for (int i = 0; i < brightness.Length; i++)
            {
                long notBrighter = brightness.Count(level => level <= brightness[i]);
                long spread = brightness.Length - atDarkest;
                double level = spread == 0 ? brightness[i] : 255.0 * (notBrighter - atDarkest) / spread;
                int step = (int)Math.Round((level - brightness[i]) * share);
                int alpha = picture.Bytes[(4 * i) + 3];
                for (int channel = 0; channel < 3; channel++)
                    Assert.Equal(Math.Clamp(picture.Bytes[(4 * i) + channel] + step, 0, alpha), equalized.Bytes[(4 * i) + channel]);
                Assert.Equal(alpha, equalized.Bytes[(4 * i) + 3]);
            }
        }, iter: 60);

    [Fact]
    public void Greys_of_a_narrow_range_spread_over_the_whole_range()
    {
        byte[] bytes = [.. Enumerable.Range(0, 64).SelectMany(static i => (byte[])[(byte)(100 + (i / 4)), (byte)(100 + (i / 4)), (byte)(100 + (i / 4)), 255])];
        TestPicture equalized = Equalize(new TestPicture(8, 8, bytes), 1);
        Assert.Equal(0, equalized.Bytes[0]);
        Assert.Equal(255, equalized.Bytes[^2]);
    }

    [Fact]
    public void Brightness_of_many_pixels_at_once_equals_that_of_each() =>
        Gen.UInt.Array[0, 100].Sample(pixels =>
        {
            byte[] brightness = new byte[pixels.Length];
            Luminance.Fill(pixels, brightness);
            Assert.Equal([.. pixels.Select(Luminance.Of)], brightness);
        });

    private static TestPicture Equalize(TestPicture picture, double share)
    {
        TestPicture copy = picture.Copy();
        new HistogramEqualization(share).Apply(copy.AsImage(), new Workspace());
        return copy;
    }
}
