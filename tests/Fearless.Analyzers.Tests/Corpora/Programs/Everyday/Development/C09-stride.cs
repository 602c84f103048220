// clean: every fourth element
static class Program
{
    static void Run(int[] a)
    {
        Parallel.For(0, 4, t =>
        {
            for (int i = t; i < a.Length; i += 4)
                a[i]++;
        });
    }
}
