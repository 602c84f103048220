// workload: fork-join
// expect: nothing
static class Sorting
{
    public static void Both(int[] a, int[] b) => Parallel.Invoke(() => Array.Sort(a), () => Array.Sort(b));
}
