static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(static scope =>
        {
            Span<int> local = stackalloc int[4];
            scope.Spawn(local, static part => part.Fill(1)); // expect CS8350 CS8352
        });
    });
}
