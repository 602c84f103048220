// clean FC1006: a spin lock
class Counter
{
    private SpinLock _lock = new(false);
    private long _sum;

    private void Add(int x)
    {
        bool taken = false;
        try { _lock.Enter(ref taken); _sum += x; }
        finally { if (taken) _lock.Exit(); }
    }

    public void Run(int[] a) => Parallel.ForEach(a, x => Add(x));
}
