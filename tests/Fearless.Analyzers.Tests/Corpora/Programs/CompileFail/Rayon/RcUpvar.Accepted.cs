// clean FC3002: counted atomically
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
        Par.Join(() => rc.Clone(), () => rc.Clone());
    }
}
