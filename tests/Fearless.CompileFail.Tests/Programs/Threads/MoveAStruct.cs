static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        int number = 1;
        scope.Spawn(Move.Of(ref number), static number => { }); // expect CS0452
    });
}
