static class Program
{
    static void Main()
    {
        ThreadScope outer = default;
        ThreadScope.Run(scope => { outer = scope; }); // expect CS8175
        ThreadScope.Run<ThreadScope>(static scope => scope).Spawn(static () => { }); // expect CS9244
    }
}
