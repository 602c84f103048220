static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(() => { scope.Spawn(static () => { }); }); // expect CS9108
    });
}
