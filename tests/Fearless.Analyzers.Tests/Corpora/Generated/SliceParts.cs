namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that write to a slice of an array: slices that touch, or that overlap.</summary>
internal static class SliceParts
{
    public static Part Any(Draw draw)
    {
        int width = 2 + draw.Below(4), length = width + draw.Of(-1, 0, 0, 1);
        string from = draw.Of($"i * {width}", $"{width} * i", $"i * {width} + 3");
        (string shape, string slice) = draw.Of(
            ("AsSpan", $"Span<int> part# = a#.AsSpan({from}, {length});"),
            ("Span.Slice", $"Span<int> part# = a#.AsSpan().Slice({from}, {length});"),
            ("Memory and a range", $"Span<int> part# = all#[({from})..({from} + {length})].Span;"),
            ("ArraySegment", $"var part# = new ArraySegment<int>(a#, {from}, {length});"));
        string use = draw.Of(
            "part#[0]++; part#[^1]++;",
            $"for (int j# = 0; j# < {length}; j#++) part#[j#] = i;",
            "Fill#(part#, i); static void Fill#(Span<int> to, int value) { for (int j = 0; j < to.Length; j++) to[j] = value; }");
        return new Part(shape, length > width, $"{slice} {use}") { Locals = "int[] a# = new int[6 * n + 16]; Memory<int> all# = a#;" };
    }
}
