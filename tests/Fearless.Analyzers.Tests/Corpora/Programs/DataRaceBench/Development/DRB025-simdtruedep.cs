// race: each element needs the one before
static class Program
{
    static void Run(int[] a, int[] b)
    {
        (..(a.Length - 1)).Par().ForEach(i => a[i + 1] = a[i] + b[i]);
    }
}
