// race FC1003: left before the rest is made shorter, and the caller fills the rest
static class Program
{
    static void Run(Memory<int> all, int size, bool stop) => ThreadScope.Run(scope =>
    {
        Memory<int> rest = all;
        while (rest.Length > size)
        {
            Memory<int> piece = rest[..size];
            scope.Spawn(() => piece.Span.Fill(1));
            if (stop)
                break;
            rest = rest[size..];
        }
        rest.Span.Fill(2);
    });
}
