// race: a side effect in Select
static class Program
{
    static int Run(int[] a)
    {
        int count = 0;
        int[] squares = a.AsParallel().Select(x => { count++; return x * x; }).ToArray();
        return count + squares.Length;
    }
}
