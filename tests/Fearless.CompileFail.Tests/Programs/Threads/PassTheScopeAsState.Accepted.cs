static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn(1, static (other, one) => { other.Spawn(static () => { }); });
    });
}
