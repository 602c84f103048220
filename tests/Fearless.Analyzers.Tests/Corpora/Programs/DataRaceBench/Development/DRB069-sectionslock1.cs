// clean: both sections hold the lock
static class Program
{
    static int Run()
    {
        int i = 0;
        object gate = new();
        Parallel.Invoke(
            () => { lock (gate) i += 1; },
            () => { lock (gate) i += 2; });
        return i;
    }
}
