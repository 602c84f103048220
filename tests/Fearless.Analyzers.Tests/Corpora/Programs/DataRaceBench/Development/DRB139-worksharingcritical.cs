// clean: the same lock in both loops
static class Program
{
    static int Run()
    {
        int i = 1;
        object name = new();
        Parallel.Invoke(
            () => { lock (name) { Parallel.Invoke(() => { }); i++; } },
            () => { lock (name) i++; });
        return i;
    }
}
