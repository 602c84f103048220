// clean FC3001: counted atomically
class Rc
{
    private int _count = 1;

    public Rc Clone()
    {
        Interlocked.Increment(ref _count);
        return this;
    }

    public void Drop() => Interlocked.Decrement(ref _count);
}

static class Program
{
    static void Run()
    {
        var rc = new Rc();
        Thread one = new(() => rc.Clone()), two = new(() => rc.Clone());
        one.Start();
        two.Start();
        one.Join();
        two.Join();
    }
}
