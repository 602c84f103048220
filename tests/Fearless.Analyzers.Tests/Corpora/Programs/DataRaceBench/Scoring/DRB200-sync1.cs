// clean FC1004: the second waits for the first to release
static class Program
{
    static int Run()
    {
        int x = 1;
        using var gate = new SemaphoreSlim(0);
        Par.Join(
            () => { x = 0; gate.Release(); },
            () => { gate.Wait(); x = 1; });
        return x;
    }
}
