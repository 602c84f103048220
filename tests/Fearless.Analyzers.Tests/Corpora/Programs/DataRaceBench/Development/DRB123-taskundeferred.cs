// race: the tasks run side by side
static class Program
{
    static int Run()
    {
        int x = 0;
        ThreadScope.Run(scope =>
        {
            for (int i = 0; i < 10; i++)
                scope.Spawn(() => { x++; });
        });
        return x;
    }
}
