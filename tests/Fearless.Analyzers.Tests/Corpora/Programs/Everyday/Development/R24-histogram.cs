// race: a histogram without a lock
static class Program
{
    static int[] Run(byte[] bytes)
    {
        var histogram = new int[256];
        Parallel.ForEach(bytes, b => histogram[b]++);
        return histogram;
    }
}
