// race: everyone writes the number of threads
static class Program
{
    static int Run()
    {
        int threads = 0;
        Parallel.For(0, 8, i =>
        {
            if (Environment.CurrentManagedThreadId > 0)
                threads = Environment.ProcessorCount;
        });
        return threads;
    }
}
