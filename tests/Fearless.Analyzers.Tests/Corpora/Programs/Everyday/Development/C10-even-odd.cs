// clean: even by one, odd by the other
static class Program
{
    static void Run(int[] a)
    {
        Parallel.Invoke(
            () => { for (int i = 0; i < a.Length; i += 2) a[i]++; },
            () => { for (int i = 1; i < a.Length; i += 2) a[i]--; });
    }
}
