static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        ReadOnlySpan<int> local = stackalloc int[4];
        scope.With(new ThreadOptions { Name = "reader" }).Spawn(local, static part => part.Length); // expect CS8350 CS8352
    });
}
