// race: indices come from a table
static class Program
{
    static void Run(double[] first, double[] second, int[] indexes)
    {
        Parallel.ForEach(indexes, at =>
        {
            first[at] += 1.0;
            second[at] += 3.0;
        });
    }
}
