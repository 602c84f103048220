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
        sender.Send(0);
        scope.Spawn(Move.Of(ref sender), static sender => sender.Send(1));
        sender = new Sender();
        sender.Send(2);
    });
}
