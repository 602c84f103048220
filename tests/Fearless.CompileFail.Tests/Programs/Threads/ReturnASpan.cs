static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn<Span<int>>(static () => { Span<int> made = new int[4]; return made; }); // expect CS9244
    });
}
