// clean FC3002: Random.Shared may be used by all
static class Program
{
    static void Run(int[] a) => Parallel.For(0, a.Length, i => a[i] = Random.Shared.Next(100));
}
