// race: the first loop is not waited for
static class Program
{
    static int Run(int[] a, int b)
    {
        Task fill = Task.Run(() => Parallel.For(0, a.Length, i => a[i] = b + a[i] * 5));
        int error = a[9] + 1;
        fill.Wait();
        return error;
    }
}
