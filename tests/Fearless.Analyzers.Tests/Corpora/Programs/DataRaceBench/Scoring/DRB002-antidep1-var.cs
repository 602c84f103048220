// race FC1003: each iteration reads the element that the next one writes
static class Program
{
    static void Run(int length)
    {
        var a = new int[length];
        Parallel.For(0, length - 1, i => { /*first*/a[i] = /*second*/a[i + 1] + 1; });
    }
}
