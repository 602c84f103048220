static class Program
{
    static void Main()
    {
        Span<int> local = stackalloc int[4];
        ThreadScope.Run(local, static (scope, local) => { scope.Spawn(local, static part => part.Fill(1)); });
    }
}
