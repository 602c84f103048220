static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        int number = 1;
        scope.Spawn(number, static number => { });
    });
}
