static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        Span<int> local = stackalloc int[4];
        var (low, high) = local.SplitAt(2);
        scope.Spawn(low, static part => part.Fill(1)); // expect CS8350 CS8352
        foreach (Span<int> chunk in local.ChunksFor(2))
            scope.Spawn(chunk, static part => part.Fill(1)); // expect CS8350 CS8352
        scope.Spawn(default(ReadOnlySpan<int>), high, static (input, output) => input.CopyTo(output)); // expect CS8350 CS8352
    });
}
