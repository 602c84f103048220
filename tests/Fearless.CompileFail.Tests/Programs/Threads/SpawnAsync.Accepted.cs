static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        string? name = "moved";
        scope.Spawn(static () => { Task.Delay(1).Wait(); });
        scope.Spawn(static () => Task.Run(static () => 1).Result);
        scope.Spawn(static () => throw new InvalidOperationException());
        scope.Spawn(1, static number => throw new InvalidOperationException(number.ToString()));
        scope.Spawn(1, static number => Task.Delay(number).Wait());
        scope.Spawn(Move.Of(ref name), static name => throw new InvalidOperationException(name));
        scope.Spawn(static () => (Action)Main);
    });
}
