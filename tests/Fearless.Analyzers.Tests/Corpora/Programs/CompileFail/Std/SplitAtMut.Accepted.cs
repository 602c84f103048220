// clean FC1102: a half for each
static class Program
{
    static void Run(int[] a) => ThreadScope.Run(scope =>
    {
        int middle = a.Length / 2;
        scope.Spawn(() => a.AsSpan(0, middle).Fill(1));
        scope.Spawn(() => a.AsSpan(middle).Fill(2));
    });
}
