// clean: pieces split off the front in a loop, each given to a thread
static class Program
{
    static void Run(Memory<int> all, int size) => ThreadScope.Run(scope =>
    {
        Memory<int> rest = all;
        while (rest.Length > size)
        {
            Memory<int> piece = rest[..size];
            rest = rest[size..];
            scope.Spawn(() => piece.Span.Fill(1));
        }
        rest.Span.Fill(2);
    });
}
