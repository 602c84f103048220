// clean: ChunksFor
static class Program
{
    static void Run(int[] a)
    {
        ThreadScope.Run(a.AsSpan(), static (scope, all) =>
        {
            foreach (Span<int> chunk in all.ChunksFor(4))
                scope.Spawn(chunk, static part => { for (int i = 0; i < part.Length; i++) part[i]++; });
        });
    }
}
