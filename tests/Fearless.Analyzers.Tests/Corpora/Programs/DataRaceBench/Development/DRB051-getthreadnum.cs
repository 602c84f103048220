// clean: only one iteration writes
static class Program
{
    static int Run()
    {
        int threads = 0;
        Parallel.For(0, 8, i =>
        {
            if (i == 0)
                threads = Environment.ProcessorCount;
        });
        return threads;
    }
}
