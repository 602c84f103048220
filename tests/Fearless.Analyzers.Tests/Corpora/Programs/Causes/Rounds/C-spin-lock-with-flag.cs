// clean: a spin lock, and its flag
class Program
{
    private SpinLock _lock = new(false);
    private int _count;

    void Run(int n) => Parallel.For(0, n, i =>
    {
        bool taken = false;
        try
        {
            _lock.Enter(ref taken);
            _count++;
        }
        finally
        {
            if (taken)
                _lock.Exit();
        }
    });
}
