// race FC1004: two asynchronous methods that set one event
static class Program
{
    private static int s_value;

    static void Run()
    {
        var ready = new ManualResetEventSlim();
        _ = First(ready);
        _ = Second(ready);
        ready.Wait();
        Console.WriteLine(s_value);
    }

    static async Task First(ManualResetEventSlim ready)
    {
        await Task.Yield();
        s_value = 1;
        ready.Set();
    }

    static async Task Second(ManualResetEventSlim ready)
    {
        await Task.Yield();
        ready.Set();
    }
}
