static class Program
{
    static void Main()
    {
        ReadOnlySpan<int> local = stackalloc int[4];
        ThreadScope.Run(local, static (scope, local) => scope.With(new ThreadOptions { Name = "reader" }).Spawn(local, static part => part.Length).Join());
    }
}
