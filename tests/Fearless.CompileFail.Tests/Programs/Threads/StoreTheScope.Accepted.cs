static class Program
{
    static object? s_kept;

    static void Main() => ThreadScope.Run(static scope =>
    {
        s_kept = scope.CancellationToken;
        var list = new List<ScopedThread> { scope.Spawn(static () => { }) };
    });
}

public class Keeper
{
    public required ScopedThread Thread;
}
