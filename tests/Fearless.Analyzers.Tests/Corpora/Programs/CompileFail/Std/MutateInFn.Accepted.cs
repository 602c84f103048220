// clean FC1001: what each call finds is returned
static class Program
{
    static long Run(int[] a) => a.AsParallel().Select(static x => (long)x).Sum();
}
