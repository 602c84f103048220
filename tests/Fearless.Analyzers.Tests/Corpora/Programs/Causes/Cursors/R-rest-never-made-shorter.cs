// race FC1003: the rest is never made shorter
static class Program
{
    static void Run(int[] data, int size, int times) => ThreadScope.Run(scope =>
    {
        Span<int> rest = data;
        for (int i = 0; i < times; i++)
        {
            (Span<int> head, Span<int> tail) = rest.SplitAt(size);
            scope.Spawn(head, static part => part.Fill(1));
        }
    });
}
