// race FC1001: by reference into a method that adds
static class Program
{
    static void Add(ref int q) => /*first, second*/q += 1;

    static int Run()
    {
        int i = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Add(ref i));
            scope.Spawn(() => Add(ref i));
        });
        return i;
    }
}
