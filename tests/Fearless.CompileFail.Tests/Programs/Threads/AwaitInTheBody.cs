static class Program
{
    static void Main() => ThreadScope.Run(static async scope => // expect CS4012
    {
        await Task.Yield();
        scope.Spawn(static () => { });
    });

    static async Task Helper(ThreadScope scope) // expect CS4012
    {
        await Task.Yield();
    }
}
