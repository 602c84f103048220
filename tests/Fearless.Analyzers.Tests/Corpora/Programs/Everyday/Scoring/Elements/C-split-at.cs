// clean FC1102: SplitAt, and a thread for each half
static class Program
{
    static void Run(int[] a) => ThreadScope.Run(a.AsSpan(), static (scope, all) =>
    {
        var (low, high) = all.SplitAt(all.Length / 2);
        scope.Spawn(low, static part => part.Sort());
        scope.Spawn(high, static part => part.Sort());
    });
}
