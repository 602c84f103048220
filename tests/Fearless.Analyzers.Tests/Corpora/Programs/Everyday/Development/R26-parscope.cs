// race: two jobs of a scope
static class Program
{
    static int Run()
    {
        int x = 0;
        Par.Scope(scope =>
        {
            scope.Spawn(() => { x++; });
            scope.Spawn(() => { x++; });
        });
        return x;
    }
}
