using CsCheck;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Tests.Filters;

public class SobelEdgesTests
{
    [Fact]
    public void Edges_equal_the_two_kernels_added_up_naively() =>
        Gen.Select(TestPicture.Any, Gen.Int[0, 256]).Sample((picture, share) =>
        {
            TestPicture edges = picture.Copy();
            new SobelEdges(share / 256.0).Apply(edges.AsImage(), new Workspace());

            for (int y = 0; y < picture.Height; y++)
            {
                for (int x = 0; x < picture.Width; x++)
                {
                    int steepness = Math.Min(NaiveSteepness(picture, x, y), picture.At(x, y, 3));
                    for (int channel = 0; channel < 3; channel++)
                    {
                        int expected = ((picture.At(x, y, channel) * (256 - share)) + (steepness * share) + 128) >> 8;
                        Assert.Equal(expected, edges.At(x, y, channel));
                    }

                    Assert.Equal(picture.At(x, y, 3), edges.At(x, y, 3));
                }
            }
        }, iter: 200);

    private static int NaiveSteepness(TestPicture picture, int x, int y)
    {
        int[,] kernel = { { -1, 0, 1 }, { -2, 0, 2 }, { -1, 0, 1 } };
        (int across, int along) = (0, 0);
        for (int j = 0; j < 3; j++)
        {
            for (int i = 0; i < 3; i++)
            {
                int brightness = Brightness(picture, x + i - 1, y + j - 1);
                across += kernel[j, i] * brightness;
                along += kernel[i, j] * brightness;
            }
        }

        return (int)Math.Min(255, Math.Sqrt((across * across) + (along * along)) + 0.5);
    }

    private static int Brightness(TestPicture picture, int x, int y) =>
        ((77 * picture.At(x, y, 0)) + (150 * picture.At(x, y, 1)) + (29 * picture.At(x, y, 2)) + 128) / 256;
}
