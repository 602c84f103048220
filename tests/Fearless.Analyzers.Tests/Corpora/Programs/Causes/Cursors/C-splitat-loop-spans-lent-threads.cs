// clean: SplitAt in a loop, spans lent to threads
static class Program
{
    static void Run(int[] data, int size) => ThreadScope.Run(scope =>
    {
        Span<int> rest = data;
        while (rest.Length > size)
        {
            (Span<int> head, Span<int> tail) = rest.SplitAt(size);
            scope.Spawn(head, static part => part.Fill(1));
            rest = tail;
        }
    });
}
