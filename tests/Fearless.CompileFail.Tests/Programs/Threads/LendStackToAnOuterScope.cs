static class Program
{
    static void Main() => ThreadScope.Run(static outer =>
        ThreadScope.Run(outer, static (inner, outer) =>
        {
            Span<int> local = stackalloc int[4];
            outer.Spawn(local, static part => part.Fill(1)); // expect CS8350 CS8352
        }));
}
