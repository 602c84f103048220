// race FC1003: spans of one array that are twelve apart, indexed through a table
static class Program
{
    static void Run(double[] all, int[] index)
    {
        Memory<double> low = all, high = all.AsMemory(12);
        Parallel.ForEach(index, at =>
        {
            /*first*/low.Span[at] += 1.0;
            /*second*/high.Span[at] += 3.0;
        });
    }
}
