// race FC1003: the thread gets the tail, and so do all later ones
static class Program
{
    static void Run(int[] data, int size) => ThreadScope.Run(scope =>
    {
        Span<int> rest = data;
        while (rest.Length > size)
        {
            (Span<int> head, Span<int> tail) = rest.SplitAt(size);
            scope.Spawn(tail, static part => part.Fill(1));
            rest = tail;
        }
    });
}
