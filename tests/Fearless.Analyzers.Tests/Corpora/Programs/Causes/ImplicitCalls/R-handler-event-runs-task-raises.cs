// race FC1004: the handler of an event runs in the task that raises it
class Source
{
    public event Action Changed;

    public void Raise() => Changed?.Invoke();
}

static class Program
{
    static int Run()
    {
        int seen = 0;
        var source = new Source();
        source.Changed += () => seen++;
        Task task = Task.Run(() => source.Raise());
        int before = seen;
        task.Wait();
        return before;
    }
}
