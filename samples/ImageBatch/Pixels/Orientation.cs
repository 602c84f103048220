using SkiaSharp;

namespace ImageBatch.Pixels;

/// <summary>Cameras store the picture as the sensor saw it and note how it was held; this turns it upright.</summary>
internal static class Orientation
{
    /// <summary>Turns the picture as its file asks. It stays in the workspace's picture memory.</summary>
    public static Image Upright(Image image, SKEncodedOrigin origin, Workspace workspace)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return image;

        bool swapsSides = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        (int width, int height) = swapsSides ? (image.Height, image.Width) : (image.Width, image.Height);
        (int right, int bottom) = (image.Width - 1, image.Height - 1);

        Span<byte> stored = workspace.Scratch(image.Bytes.Length);
        image.Bytes.CopyTo(stored);
        Span<uint> source = new Image(stored, image.Width, image.Height).Pixels;
        Image upright = workspace.Picture(width, height);
        Span<uint> target = upright.Pixels;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = origin switch
                {
                    SKEncodedOrigin.TopRight => (right - x, y),
                    SKEncodedOrigin.BottomRight => (right - x, bottom - y),
                    SKEncodedOrigin.BottomLeft => (x, bottom - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (y, bottom - x),
                    SKEncodedOrigin.RightBottom => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                target[(y * width) + x] = source[(row * image.Width) + column];
            }
        }

        return upright;
    }
}
