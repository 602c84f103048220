// clean FC1006: producer and consumer under one lock
static class Program
{
    static int Run(int packages)
    {
        int size = 0;
        var gate = new Lock();
        Parallel.Invoke(
            () => { for (int left = packages; left > 0;) lock (gate) if (size < 10) { size++; left--; } },
            () => { for (int left = packages; left > 0;) lock (gate) if (size > 0) { size--; left--; } });
        return size;
    }
}
