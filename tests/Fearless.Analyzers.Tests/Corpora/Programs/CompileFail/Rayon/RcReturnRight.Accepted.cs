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
        var (left, right) = Par.Join(
            () => 0,
            () =>
            {
                var own = new Rc();
                Rc kept = own.Clone();
                Par.Spawn(() => kept.Drop());
                return own;
            });
        right.Drop();
    }
}
