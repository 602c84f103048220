// clean FC1004: assigned after its thread was joined
static class Program
{
    static int Run()
    {
        int fancy = 5;
        ThreadScope.Run(scope =>
        {
            ScopedThread reader = scope.Spawn(() => Console.WriteLine(fancy));
            reader.Join();
            fancy = 6;
        });
        return fancy;
    }
}
