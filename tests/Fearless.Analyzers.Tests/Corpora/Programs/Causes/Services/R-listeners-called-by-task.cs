// race FC1004: a listener counts in a field that the caller reads
interface IListener
{
    void Changed(int value);
}

class Counting : IListener
{
    public int Count;

    public void Changed(int value) => Count += value;
}

class Source
{
    private readonly List<IListener> _listeners = [];

    public void Add(IListener listener) => _listeners.Add(listener);

    public Task Publish(int value) => Task.Run(() =>
    {
        foreach (IListener listener in _listeners)
            listener.Changed(value);
    });
}

static class Program
{
    static async Task<int> Run()
    {
        var source = new Source();
        var counting = new Counting();
        source.Add(counting);
        Task published = source.Publish(1);
        int seen = counting.Count;
        await published;
        return seen;
    }
}
