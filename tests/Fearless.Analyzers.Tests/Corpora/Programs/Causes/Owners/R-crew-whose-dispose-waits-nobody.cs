// race FC1004: a crew whose Dispose waits for nobody
sealed class Crew : IDisposable
{
    private readonly List<Thread> _threads = [];

    public void Add(Action body)
    {
        var thread = new Thread(() => body());
        _threads.Add(thread);
        thread.Start();
    }

    public void Dispose() => _threads.Clear();
}

static class Program
{
    static int Run(int[] results)
    {
        using (var crew = new Crew())
        {
            crew.Add(() => results[0] = 1);
            crew.Add(() => results[1] = 2);
        }
        return results[0] + results[1];
    }
}
