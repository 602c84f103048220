// workload: fork-join
// expect: FA1004 join @ Task.WaitAll(left, right)
static class Tree
{
    public static long Sum(long[] values, int depth)
    {
        long low = 0, high = 0;
        Task left = Task.Run(() => low = values.Take(values.Length / 2).Sum());
        Task right = Task.Run(() => high = values.Skip(values.Length / 2).Sum());
        Task.WaitAll(left, right);
        return low + high;
    }
}
