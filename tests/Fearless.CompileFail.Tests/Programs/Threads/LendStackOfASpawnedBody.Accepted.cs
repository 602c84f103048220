static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(static () =>
        {
            Span<int> local = stackalloc int[4];
            ThreadScope.Run(local, static (scope, local) => { scope.Spawn(local, static part => part.Fill(1)); });
        });
    });
}
