sealed class Sender : IDisposable
{
    public void Dispose() { }
}

static class Program
{
    static void Main()
    {
        Span<int> local = stackalloc int[4];
        ThreadScope.Run(local, static (scope, local) =>
        {
            ReadOnlySpan<int> read = local;
            var sender = new Sender();
            scope.Spawn(local, 1, static (part, value) => part.Fill(value));
            scope.Spawn(read, 1, static (part, value) => part[0] + value);
            scope.Spawn(local, Move.Of(ref sender), static (part, sender) => part.Fill(1));
        });
    }
}
