// clean: lower and upper half
static class Program
{
    static void Run(int[] a)
    {
        int middle = a.Length / 2;
        Par.Join(
            () => { for (int i = 0; i < middle; i++) a[i] = 1; },
            () => { for (int i = middle; i < a.Length; i++) a[i] = 2; });
    }
}
