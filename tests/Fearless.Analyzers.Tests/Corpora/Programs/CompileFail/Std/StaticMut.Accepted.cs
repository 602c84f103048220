// clean FC1008: counted atomically
static class Program
{
    private static int s_counter;

    static void Run()
    {
        Task one = Task.Run(() => Interlocked.Increment(ref s_counter)), two = Task.Run(() => Interlocked.Increment(ref s_counter));
        Task.WaitAll(one, two);
    }
}
