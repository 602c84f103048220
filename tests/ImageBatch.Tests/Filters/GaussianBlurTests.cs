using CsCheck;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Tests.Filters;

public class GaussianBlurTests
{
    private static readonly Gen<double> Sigma = Gen.Double[0.3, 15];

    [Fact]
    public void Blur_equals_one_convolution_each_way_with_the_three_averages_kernel() =>
        Gen.Select(TestPicture.Any, Sigma).Sample((picture, sigma) =>
        {
            double[] box = NaiveBox(sigma * sigma / 3);
            AssertClose(NaiveBlur(picture, Convolve(Convolve(box, box), box)), Blur(picture, sigma), 1);
        }, iter: 150);

    // From sigma 1 on the two kernels differ by at most 6.8 % of their weight: in each direction by 8.6 of 255 levels in the worst of pictures.
    [Fact]
    public void Blur_comes_close_to_the_true_Gaussian() =>
        Gen.Select(TestPicture.Any, Gen.Double[1, 6]).Sample((picture, sigma) =>
            AssertClose(NaiveBlur(picture, NaiveGaussian(sigma)), Blur(picture, sigma), 18), iter: 60);

    [Fact]
    public void Kernel_has_the_variance_that_was_asked_for() =>
        Gen.Double[0.02, 5000].Sample(variance =>
        {
            double[] box = NaiveBox(variance);
            int middle = box.Length / 2;
            double actual = box.Select((weight, i) => weight * (i - middle) * (i - middle)).Sum();
            Assert.Equal(1, box.Sum(), 1e-3);
            Assert.Equal(variance, actual, variance * 1e-3);
        });

    [Fact]
    public void A_plain_picture_stays_plain_up_to_its_borders() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50], Gen.Byte, Sigma).Sample((width, height, level, sigma) =>
        {
            var picture = new TestPicture(width, height, [.. Enumerable.Repeat(level, width * height * 4)]);
            Assert.Equal(picture.Bytes, Blur(picture, sigma).Bytes);
        }, iter: 100);

    private static TestPicture Blur(TestPicture picture, double sigma)
    {
        TestPicture copy = picture.Copy();
        new GaussianBlur(sigma).Apply(copy.AsImage(), new Workspace());
        return copy;
    }

    private static double[] NaiveBox(double variance)
    {
        var kernel = new BoxKernel(variance);
        double[] inner = [.. Enumerable.Repeat((double)kernel.InnerWeight, (2 * kernel.Radius) + 1)];
        return [kernel.EdgeWeight, .. inner, kernel.EdgeWeight];
    }

    private static double[] NaiveGaussian(double sigma)
    {
        int radius = (int)Math.Ceiling(4 * sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        double[] sum = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
                sum[i + j] += a[i] * b[j];
        }

        return sum;
    }

    private static TestPicture NaiveBlur(TestPicture picture, double[] kernel) => NaivePass(NaivePass(picture, kernel, 1, 0), kernel, 0, 1);

    private static TestPicture NaivePass(TestPicture picture, double[] kernel, int stepX, int stepY)
    {
        var result = picture.Copy();
        int length = stepX == 1 ? picture.Width : picture.Height;
        int lines = stepX == 1 ? picture.Height : picture.Width;
        for (int line = 0; line < lines; line++)
        {
            for (int channel = 0; channel < 4; channel++)
            {
                for (int i = 0; i < length; i++)
                {
                    (int x, int y) = stepX == 1 ? (i, line) : (line, i);
                    double sum = 0;
                    for (int k = 0; k < kernel.Length; k++)
                        sum += kernel[k] * picture.At(x + (stepX * (k - (kernel.Length / 2))), y + (stepY * (k - (kernel.Length / 2))), channel);
                    result.Bytes[(((y * picture.Width) + x) * 4) + channel] = (byte)Math.Clamp(Math.Round(sum), 0, 255);
                }
            }
        }

        return result;
    }

    private static void AssertClose(TestPicture expected, TestPicture actual, int tolerance)
    {
        for (int i = 0; i < expected.Bytes.Length; i++)
            Assert.InRange(actual.Bytes[i] - expected.Bytes[i], -tolerance, tolerance);
    }
}
