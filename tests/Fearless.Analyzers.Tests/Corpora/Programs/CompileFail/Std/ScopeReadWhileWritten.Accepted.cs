// clean FC3004: it grows before, and after
static class Program
{
    static void Run()
    {
        List<int> a = [1, 2, 3];
        a.Add(4);
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Console.WriteLine(a[0]));
            scope.Spawn(() => Console.WriteLine(a[1]));
        });
        a.Add(5);
    }
}
