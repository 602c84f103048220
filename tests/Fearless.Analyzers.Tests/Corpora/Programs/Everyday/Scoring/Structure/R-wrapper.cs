// race FC1001: a wrapper that starts a task for each
static class Jobs
{
    public static void Each<T>(IEnumerable<T> items, Action<T> body) => Task.WaitAll(items.Select(item => Task.Run(() => body(item))).ToArray());
}

static class Program
{
    static int Run(int[] a)
    {
        int sum = 0;
        Jobs.Each(a, x => { /*first, second*/sum += x; });
        return sum;
    }
}
