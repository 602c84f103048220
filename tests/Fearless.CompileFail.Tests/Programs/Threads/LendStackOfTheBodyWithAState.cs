sealed class Sender : IDisposable
{
    public void Dispose() { }
}

static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        Span<int> local = stackalloc int[4];
        ReadOnlySpan<int> read = local;
        var sender = new Sender();
        scope.Spawn(local, 1, static (part, value) => part.Fill(value)); // expect CS8350 CS8352
        scope.Spawn(read, 1, static (part, value) => part[0] + value); // expect CS8350 CS8352
        scope.Spawn(local, Move.Of(ref sender), static (part, sender) => part.Fill(1)); // expect CS8350 CS8352
    });
}
