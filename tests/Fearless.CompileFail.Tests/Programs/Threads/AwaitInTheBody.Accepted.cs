static class Program
{
    static async Task Main()
    {
        await Task.Yield();
        ThreadScope.Run(static scope => { scope.Spawn(static () => { }); });
    }

    static void Helper(ThreadScope scope)
    {
    }
}
