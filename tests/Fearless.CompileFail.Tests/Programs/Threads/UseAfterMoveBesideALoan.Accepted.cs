sealed class Sender : IDisposable
{
    public void Send(int value) { }
    public void Dispose() { }
}

static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        int[] input = [1, 2, 3];
        var sender = new Sender();
        scope.Spawn(input, Move.Of(ref sender), static (input, sender) => sender.Send(input[0]));
        sender = new Sender();
        scope.Spawn(input.AsSpan(), Move.Of(ref sender), static (input, sender) => sender.Send(input[0]));
        sender = new Sender();
        sender.Send(2);
    });
}
