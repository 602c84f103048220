// clean FC1004: read after the scope
static class Program
{
    static int Run()
    {
        int counter = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => { counter += 1; });
        });
        return counter;
    }
}
