sealed class Sender : IDisposable
{
    public void Send(int value) { }
    public void Dispose() { }
}

static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        var sender = new Sender();
        scope.Spawn(Move.Of(ref sender), static sender => sender.Send(1));
        sender.Send(2); // expect CS8602
    });
}
