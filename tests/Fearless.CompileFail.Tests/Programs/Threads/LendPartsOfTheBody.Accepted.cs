static class Program
{
    static void Main()
    {
        Span<int> local = stackalloc int[4];
        ThreadScope.Run(local, static (scope, local) =>
        {
            var (low, high) = local.SplitAt(2);
            scope.Spawn(low, static part => part.Fill(1));
            scope.Spawn(default(ReadOnlySpan<int>), high, static (input, output) => input.CopyTo(output));
        });
        ThreadScope.Run(local, static (scope, local) =>
        {
            foreach (Span<int> chunk in local.ChunksFor(2))
                scope.Spawn(chunk, static part => part.Fill(1));
        });
    }
}
