// race FC1003: two index sets that are twelve apart meet
static class Program
{
    private static readonly int[] Index = [521, 523, 525, 527, 529, 533];

    static void Run(double[] all)
    {
        Parallel.For(0, Index.Length, i =>
        {
            int at = Index[i];
            /*first*/all[at] += 1.0;
            /*second*/all[at + 12] += 3.0;
        });
    }
}
