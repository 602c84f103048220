// race FC1002: handlers of an event raised in parallel
class Source
{
    public event Action<int> Found;
    public void Search(int[] a) => Parallel.ForEach(a, x => Found?.Invoke(x));
}

class Listener
{
    private int _count;
    public void Run(int[] a)
    {
        var source = new Source();
        source.Found += x => /*first, second*/_count += x;
        source.Search(a);
    }
}
