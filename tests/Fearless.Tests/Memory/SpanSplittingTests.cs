namespace Fearless.Tests.Memory;

public class SpanSplittingTests
{
    [Theory]
    [InlineData(10, 3, new[] { 4, 3, 3 })]
    [InlineData(9, 3, new[] { 3, 3, 3 })]
    [InlineData(2, 5, new[] { 1, 1 })]
    [InlineData(0, 4, new int[0])]
    [InlineData(7, 1, new[] { 7 })]
    public void Chunks_are_nearly_equal_and_cover_the_span_in_order(int length, int count, int[] lengths)
    {
        int[] numbers = [.. Enumerable.Range(0, length)];
        var found = new List<int>();
        var foundReadOnly = new List<int>();
        var all = new List<int>();

        SpanChunks<int> chunks = numbers.ChunksFor(count);
        Assert.Equal(lengths.Length, chunks.Count);
        foreach (Span<int> chunk in chunks)
        {
            found.Add(chunk.Length);
            all.AddRange(chunk);
        }
        foreach (ReadOnlySpan<int> chunk in new ReadOnlySpan<int>(numbers).ChunksFor(count))
            foundReadOnly.Add(chunk.Length);

        Assert.Equal(lengths, found);
        Assert.Equal(lengths, foundReadOnly);
        Assert.Equal(numbers, all);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_split_gives_both_parts(int index)
    {
        int[] numbers = [1, 2, 3, 4, 5];

        var (low, high) = numbers.SplitAt(index);
        var (lowReadOnly, highReadOnly) = new ReadOnlySpan<int>(numbers).SplitAt(index);

        Assert.Equal(numbers[..index], low.ToArray());
        Assert.Equal(numbers[index..], high.ToArray());
        Assert.Equal(numbers[..index], lowReadOnly.ToArray());
        Assert.Equal(numbers[index..], highReadOnly.ToArray());
    }

    [Fact]
    public void Bad_sizes_are_refused()
    {
        int[] numbers = [1, 2];

        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => numbers.ChunksFor(0)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadOnlySpan<int>(numbers).ChunksFor(-1));
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => numbers.SplitAt(3)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadOnlySpan<int>(numbers).SplitAt(-1));
        Assert.Throws<ArgumentNullException>(static () => ((int[])null!).ChunksFor(1));
        Assert.Throws<ArgumentNullException>(static () => ((int[])null!).SplitAt(1));
    }
}
