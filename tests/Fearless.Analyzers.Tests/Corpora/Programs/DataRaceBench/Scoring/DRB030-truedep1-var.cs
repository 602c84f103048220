// race FC1003: the element after is written
static class Program
{
    static void Run(List<int> a)
    {
        Parallel.For(0, a.Count - 1, i => { /*first*/a[i + 1] = /*second*/a[i] + 1; });
    }
}
