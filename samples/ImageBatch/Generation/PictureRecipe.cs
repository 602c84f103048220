using System.Globalization;
using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>
/// Everything about the picture of one number: the same number gives the same picture, so any part of the set can be made at any time, in any order,
/// on any worker. Sizes spread over a factor of fifty and a few are far larger, so that costs are uneven as in a real folder.
/// </summary>
internal readonly record struct PictureRecipe
{
    private const ulong Seed = 0xFEA21E55;

    public PictureRecipe(int index)
    {
        var random = new SplitMix(Seed + ((ulong)index * 0xD1B54A32D192ED03));
        Content = (Content)random.Below(Enum.GetValues<Content>().Length);
        float megapixels = random.Below(100) < 3 ? random.Between(2, 4) : 0.06f * MathF.Pow(16, random.Between(0, 1));
        float aspect = random.Pick<float>([1, 4 / 3f, 3 / 2f, 16 / 9f, 3 / 4f, 2 / 3f, 9 / 16f]);
        Width = (int)MathF.Sqrt(megapixels * 1e6f * aspect);
        Height = (int)(Width / aspect);
        Format = random.Below(100) switch { < 65 => PictureFormat.Jpeg, < 86 => PictureFormat.Png, _ => PictureFormat.WebP };
        Quality = 70 + random.Below(25);
        Grain = random.Below(4) == 0 ? random.Between(2, 12) : 0;
        Random = random;
        RelativePath = Path.Combine(
            Content.ToString().ToLowerInvariant(),
            string.Create(CultureInfo.InvariantCulture, $"{index:D5}{Format.Extension()}"));
    }

    public Content Content { get; }

    public int Width { get; }

    public int Height { get; }

    public PictureFormat Format { get; }

    public int Quality { get; }

    /// <summary>How strong the noise of the imagined film is, in levels of brightness; 0 for none.</summary>
    public float Grain { get; }

    /// <summary>The numbers that the painter goes on with.</summary>
    public SplitMix Random { get; }

    /// <summary>Where the picture belongs in the folder of the set.</summary>
    public string RelativePath { get; }

    /// <summary>Paints the picture.</summary>
    public Image Paint(Workspace workspace)
    {
        Image image = workspace.Picture(Width, Height);
        SplitMix random = Random;
        switch (Content)
        {
            case Content.Gradients: GradientPainter.Paint(image, ref random); break;
            case Content.Clouds: CloudPainter.Paint(image, ref random); break;
            case Content.Fractals: FractalPainter.Paint(image, ref random); break;
            case Content.Waves: WavePainter.Paint(image, ref random); break;
            case Content.Cells: CellPainter.Paint(image, ref random); break;
            case Content.Shapes: ShapePainter.Paint(image, ref random); break;
            default: PosterPainter.Paint(image, ref random); break;
        }

        if (Grain > 0)
            AddGrain(image, ref random);
        return image;
    }

    private void AddGrain(Image image, ref SplitMix random)
    {
        foreach (ref uint pixel in image.Pixels)
        {
            // The sum of four bytes is nearly bell-shaped.
            uint bits = (uint)random.Next();
            int bell = (int)((bits & 0xFF) + ((bits >> 8) & 0xFF) + ((bits >> 16) & 0xFF) + (bits >> 24)) - 510;
            int step = (int)(bell * Grain / 148);
            int red = Math.Clamp((int)(pixel & 0xFF) + step, 0, 255);
            int green = Math.Clamp((int)((pixel >> 8) & 0xFF) + step, 0, 255);
            int blue = Math.Clamp((int)((pixel >> 16) & 0xFF) + step, 0, 255);
            pixel = (uint)(red | (green << 8) | (blue << 16)) | 0xFF000000;
        }
    }
}
