using CsCheck;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Tests.Filters;

public class UnsharpMaskTests
{
    [Fact]
    public void Sharpening_equals_the_difference_to_the_blurred_picture_added_pixel_by_pixel() =>
        Gen.Select(TestPicture.Any, Gen.Double[0.5, 6], Gen.Double[0, 4], Gen.Int[0, 40]).Sample((picture, sigma, amount, threshold) =>
        {
            TestPicture blurred = picture.Copy();
            new GaussianBlur(sigma).Apply(blurred.AsImage(), new Workspace());
            TestPicture sharp = picture.Copy();
            new UnsharpMask(sigma, amount, threshold).Apply(sharp.AsImage(), new Workspace());

            for (int i = 0; i < picture.Bytes.Length; i++)
            {
                int alpha = picture.Bytes[i | 3];
                int detail = picture.Bytes[i] - blurred.Bytes[i];
                double expected = (i & 3) == 3 ? alpha : Math.Clamp(picture.Bytes[i] + (Math.Abs(detail) > threshold ? amount * detail : 0), 0, alpha);
                Assert.InRange(sharp.Bytes[i] - expected, -0.51, 0.51);
            }
        }, iter: 200);
}
