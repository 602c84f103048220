static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(static scope => { scope.Spawn(static () => { }); });
    });
}
