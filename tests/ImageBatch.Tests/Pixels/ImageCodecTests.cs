using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Tests.Pixels;

public class ImageCodecTests
{
    [Fact]
    public void A_png_comes_back_bit_for_bit()
    {
        using var folder = new TestFolder();
        TestPicture picture = TestPicture.Make(17, 9, 1, opaque: true);
        using SKData data = ImageCodec.Encode(picture.AsImage(), PictureFormat.Png, 90);
        string path = folder.AddFile("a.png", data.ToArray());
        Assert.Equal(picture.Bytes, ImageCodec.Load(path, new Workspace()).Bytes.ToArray());
    }

    [Fact]
    public void A_workspace_that_held_a_larger_picture_shows_nothing_of_it()
    {
        using var folder = new TestFolder();
        var workspace = new Workspace();
        ImageCodec.Load(folder.AddPicture("large.jpg", 200, 100), workspace);
        string small = folder.AddPicture("small.png", 5, 3);
        Assert.Equal(ImageCodec.Load(small, new Workspace()).Bytes.ToArray(), ImageCodec.Load(small, workspace).Bytes.ToArray());
    }

    [Fact]
    public void A_photograph_taken_sideways_is_turned_upright()
    {
        using var folder = new TestFolder();
        string path = folder.AddFile("sideways.jpg", WithOrientation(LeftRedRightBlue(), 6));
        Image upright = ImageCodec.Load(path, new Workspace());

        // Turned clockwise, the left half comes to the top.
        Assert.Equal((16, 32), (upright.Width, upright.Height));
        Assert.True((upright.Pixels[0] & 0xFF) > 200);
        Assert.True(((upright.Pixels[^1] >> 16) & 0xFF) > 200);
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft, "abcdef", 3)]
    [InlineData(SKEncodedOrigin.TopRight, "cbafed", 3)]
    [InlineData(SKEncodedOrigin.BottomRight, "fedcba", 3)]
    [InlineData(SKEncodedOrigin.BottomLeft, "defabc", 3)]
    [InlineData(SKEncodedOrigin.LeftTop, "adbecf", 2)]
    [InlineData(SKEncodedOrigin.RightTop, "daebfc", 2)]
    [InlineData(SKEncodedOrigin.RightBottom, "fcebda", 2)]
    [InlineData(SKEncodedOrigin.LeftBottom, "cfbead", 2)]
    public void Each_orientation_puts_each_pixel_in_its_place(SKEncodedOrigin origin, string expected, int width)
    {
        var workspace = new Workspace();
        Image stored = workspace.Picture(3, 2);
        for (int i = 0; i < stored.PixelCount; i++)
            stored.Pixels[i] = "abcdef"[i];
        Image upright = Orientation.Upright(stored, origin, workspace);
        Assert.Equal(width, upright.Width);
        Assert.Equal(expected, string.Concat(upright.Pixels.ToArray().Select(static pixel => (char)pixel)));
    }

    private static byte[] LeftRedRightBlue()
    {
        byte[] bytes = [.. Enumerable.Range(0, 32 * 16).SelectMany(static i => i % 32 < 16 ? (byte[])[255, 0, 0, 255] : [0, 0, 255, 255])];
        using SKData data = ImageCodec.Encode(new Image(bytes, 32, 16), PictureFormat.Jpeg, 95);
        return data.ToArray();
    }

    // An Exif segment with the one entry that matters, after the start-of-image marker.
    private static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2],
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
        1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];
}
