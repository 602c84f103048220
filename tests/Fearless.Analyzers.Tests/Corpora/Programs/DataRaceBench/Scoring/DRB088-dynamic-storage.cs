// race FC1002: an object on the heap that a static refers to
class Box { public int Value; }

static class Program
{
    private static Box _counter = new();

    static void Run()
    {
        _counter = new Box();
        var threads = new[] { new Thread(Work), new Thread(Work) };
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }

    static void Work() => /*first, second*/_counter.Value++;
}
