// clean: the handler of an event runs before anyone looks
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
        task.Wait();
        return seen;
    }
}
