// clean: each thread has its own sum
class Program
{
    [ThreadStatic] private static int sum0;
    private static int sum1;

    static void Run(int[] a)
    {
        var gate = new object();
        Parallel.ForEach(a, x =>
        {
            sum0 = 0;
            sum0 += x;
            lock (gate)
                sum1 += sum0;
        });
    }
}
