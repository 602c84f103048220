using SkiaSharp;

namespace ImageBatch.Report;

/// <summary>Capital letters of five by seven dots. A machine without fonts draws them too, and every machine the same.</summary>
internal static class DotFont
{
    public const int Rows = 7;
    private const int GlyphColumns = 5;

    // Five columns from the left, two hexadecimal digits each; the lowest bit is the top dot.
    private static readonly Dictionary<char, ulong> Glyphs = new()
    {
        ['0'] = 0x3E5149453E, ['1'] = 0x00427F4000, ['2'] = 0x4261514946, ['3'] = 0x2141454B31, ['4'] = 0x1814127F10,
        ['5'] = 0x2745454539, ['6'] = 0x3C4A494930, ['7'] = 0x0171090503, ['8'] = 0x3649494936, ['9'] = 0x064949291E,
        ['A'] = 0x7E1111117E, ['B'] = 0x7F49494936, ['C'] = 0x3E41414122, ['D'] = 0x7F4141221C, ['E'] = 0x7F49494941,
        ['F'] = 0x7F09090901, ['G'] = 0x3E4149497A, ['H'] = 0x7F0808087F, ['I'] = 0x00417F4100, ['J'] = 0x2040413F01,
        ['K'] = 0x7F08142241, ['L'] = 0x7F40404040, ['M'] = 0x7F020C027F, ['N'] = 0x7F0408107F, ['O'] = 0x3E4141413E,
        ['P'] = 0x7F09090906, ['Q'] = 0x3E4151215E, ['R'] = 0x7F09192946, ['S'] = 0x4649494931, ['T'] = 0x01017F0101,
        ['U'] = 0x3F4040403F, ['V'] = 0x1F2040201F, ['W'] = 0x3F4038403F, ['X'] = 0x6314081463, ['Y'] = 0x0708700807,
        ['Z'] = 0x6151494543, ['.'] = 0x0060600000, [':'] = 0x0036360000, ['-'] = 0x0808080808, [','] = 0x0050300000,
        ['>'] = 0x0041221408, ['/'] = 0x2010080402, ['+'] = 0x08083E0808, ['='] = 0x1414141414, ['#'] = 0x147F147F14,
        ['_'] = 0x4040404040, ['%'] = 0x2313086462, ['('] = 0x001C224100, [')'] = 0x0041221C00, ['|'] = 0x00007F0000,
    };

    /// <summary>How many dots wide the text is.</summary>
    public static int Columns(string text) => Math.Max(0, (text.Length * (GlyphColumns + 1)) - 1);

    /// <summary>Draws the text with its upper left corner at the place given, each dot <paramref name="dot"/> wide. What has no glyph leaves a gap.</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float dot, SKPaint paint)
    {
        foreach (char letter in text)
        {
            ulong glyph = Glyphs.GetValueOrDefault(char.ToUpperInvariant(letter));
            for (int i = 0; i < GlyphColumns * Rows; i++)
            {
                (int column, int row) = (i / Rows, i % Rows);
                if (((glyph >> ((8 * (GlyphColumns - 1 - column)) + row)) & 1) != 0)
                    canvas.DrawRect(x + (column * dot), y + (row * dot), dot, dot, paint);
            }

            x += dot * (GlyphColumns + 1);
        }
    }
}
