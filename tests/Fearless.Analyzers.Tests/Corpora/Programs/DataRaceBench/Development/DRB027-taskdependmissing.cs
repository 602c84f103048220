// race: two tasks without an order
static class Program
{
    static int Run()
    {
        int i = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => { i = 1; });
            scope.Spawn(() => { i = 2; });
        });
        return i;
    }
}
