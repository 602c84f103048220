static class Program
{
    static void Main()
    {
        int local = 0;
        ThreadScope.Run(new Span<int>(ref local), static (scope, local) => { scope.Spawn(local, static part => part[0] = 1); });
        int[] literal = [1, 2, 3];
        ThreadScope.Run(scope => { scope.Spawn(literal.AsSpan(), static part => part[0] = 1); });
    }
}
