// clean FC1004: a flag, written last and waited for
static class Program
{
    static int Run()
    {
        int x = 0, done = 0;
        Parallel.Invoke(
            () => { x = 1; Volatile.Write(ref done, 1); },
            () =>
            {
                while (Volatile.Read(ref done) == 0) Thread.Yield();
                x = 2;
            });
        return x;
    }
}
