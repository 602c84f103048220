static class Program
{
    static void Main()
    {
        ScopedThread? outer = null;
        ThreadScope.Run(scope => { outer = scope.Spawn(static () => { }); });
        ThreadScope.Run(static scope => scope.Spawn(static () => { })).Join();
    }
}
