static class Program
{
    static void Main()
    {
        Span<int> local = stackalloc int[4];
        ThreadScope.Run(local, static (outer, local) =>
            ThreadScope.Run(local, static (inner, local) => { inner.Spawn(local, static part => part.Fill(1)); }));
    }
}
