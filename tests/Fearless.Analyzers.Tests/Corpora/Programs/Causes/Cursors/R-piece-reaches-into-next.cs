// race FC1003: each piece reaches into the next one
static class Program
{
    static void Run(Memory<int> all, int size) => ThreadScope.Run(scope =>
    {
        Memory<int> rest = all;
        while (rest.Length > size)
        {
            Memory<int> piece = rest[..(size + 1)];
            rest = rest[size..];
            scope.Spawn(() => piece.Span.Fill(1));
        }
    });
}
