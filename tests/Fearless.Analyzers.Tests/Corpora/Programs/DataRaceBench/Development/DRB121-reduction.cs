// clean: a reduction of two sums
static class Program
{
    static int Run(int[] a)
    {
        int sum1 = a.AsParallel().Sum();
        int sum2 = a.Par().Select(static x => x * 2).Sum();
        return sum1 + sum2;
    }
}
