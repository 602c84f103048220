static class Program
{
    static void Main() => ThreadScope.Run(static scope =>
    {
        scope.Spawn<int[]>(static () => { int[] made = new int[4]; return made; });
    });
}
