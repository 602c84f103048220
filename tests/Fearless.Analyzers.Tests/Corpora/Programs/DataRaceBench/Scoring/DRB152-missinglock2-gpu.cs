// clean FC1006: Monitor.Enter and Exit
static class Program
{
    static int Run()
    {
        int value = 0;
        object gate = new();
        Parallel.For(0, 100, _ =>
        {
            Monitor.Enter(gate);
            try { value++; }
            finally { Monitor.Exit(gate); }
        });
        return value;
    }
}
