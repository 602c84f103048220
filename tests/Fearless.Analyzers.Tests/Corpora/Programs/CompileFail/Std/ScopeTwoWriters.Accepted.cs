// clean FC1004: one reads what nobody writes, the other has the variable for itself
static class Program
{
    static int Run()
    {
        List<int> a = [1, 2, 3];
        int x = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Console.WriteLine(a.Count));
            scope.Spawn(() => { x += a[0] + a[2]; });
            Console.WriteLine("hello from the main thread");
        });
        a.Add(4);
        return x + a.Count;
    }
}
