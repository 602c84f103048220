// clean: SplitAt
static class Program
{
    static void Run(int[] a)
    {
        ThreadScope.Run(a.AsSpan(), static (scope, all) =>
        {
            var (low, high) = all.SplitAt(all.Length / 2);
            scope.Spawn(low, static part => part.Fill(1));
            scope.Spawn(high, static part => part.Fill(2));
        });
    }
}
