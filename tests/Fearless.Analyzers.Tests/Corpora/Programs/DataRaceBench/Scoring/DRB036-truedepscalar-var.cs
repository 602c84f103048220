// race FC1001: what the last iteration left is read
static class Program
{
    static void Run(int[] a)
    {
        int carried = 10;
        Parallel.ForEach(Enumerable.Range(0, a.Length), i =>
        {
            a[i] = /*first*/carried;
            /*second*/carried = a[i] + i;
        });
    }
}
