// clean: left after the rest was made shorter
static class Program
{
    static void Run(Memory<int> all, int size, bool stop) => ThreadScope.Run(scope =>
    {
        Memory<int> rest = all;
        while (rest.Length > size)
        {
            Memory<int> piece = rest[..size];
            scope.Spawn(() => piece.Span.Fill(1));
            rest = rest[size..];
            if (stop)
                break;
        }
        rest.Span.Fill(2);
    });
}
