namespace ImageBatch.Generation;

/// <summary>A smooth run of 256 colours.</summary>
// SOURCE: Inigo Quilez, "Procedural color palettes": each channel is a cosine of its own phase.
internal sealed class Palette
{
    private readonly uint[] _colors = new uint[256];

    public Palette(ref SplitMix random)
    {
        (float red, float green, float blue) = (random.Between(0, 1), random.Between(0, 1), random.Between(0, 1));
        float turns = random.Between(0.4f, 1.3f);
        for (int i = 0; i < _colors.Length; i++)
        {
            float t = turns * i / 255f;
            _colors[i] = Color(Wave(t + red), Wave(t + green), Wave(t + blue));
        }
    }

    /// <summary>The colour at <paramref name="t"/>; beyond 0..1 the run repeats, there and back.</summary>
    public uint At(float t)
    {
        float folded = MathF.Abs(t - (2 * MathF.Round(t / 2)));
        return _colors[(int)(folded * 255)];
    }

    /// <summary>An opaque colour from parts in 0..1.</summary>
    public static uint Color(float red, float green, float blue) => 0xFF000000u | Part(red) | (Part(green) << 8) | (Part(blue) << 16);

    private static float Wave(float t) => 0.54f + (0.4f * MathF.Cos(MathF.Tau * t));

    private static uint Part(float value) => (uint)Math.Clamp((value * 255) + 0.5f, 0, 255);
}
