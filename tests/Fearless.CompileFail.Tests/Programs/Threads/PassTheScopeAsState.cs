static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(scope, static other => { other.Spawn(static () => { }); }); // expect CS9244
    });
}
