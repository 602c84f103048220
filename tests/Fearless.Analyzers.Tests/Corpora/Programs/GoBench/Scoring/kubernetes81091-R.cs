// race FC1002: a plugin counts its calls, which come from many
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/81091
interface IPlugin { void Filter(); }

class FakePlugin : IPlugin
{
    private int _called;
    public void Filter() => /*first, second*/_called++;
}

class Framework
{
    private readonly List<IPlugin> _plugins = [new FakePlugin()];
    public void RunFilters() { foreach (IPlugin plugin in _plugins) plugin.Filter(); }
}

static class Parallelizer
{
    public static void Until(int workers, int pieces, Action<int> work)
    {
        var toProcess = new ConcurrentQueue<int>(Enumerable.Range(0, pieces));
        var tasks = new Task[workers];
        for (int i = 0; i < workers; i++)
            tasks[i] = Task.Run(() => { while (toProcess.TryDequeue(out int piece)) work(piece); });
        Task.WaitAll(tasks);
    }
}

class Scheduler
{
    private readonly Framework _framework = new();
    public void Run() => Parallelizer.Until(2, 2, _ => _framework.RunFilters());
}
