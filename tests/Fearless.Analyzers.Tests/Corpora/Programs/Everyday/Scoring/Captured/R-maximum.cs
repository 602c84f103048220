// race FC1001: the greatest, compared and set
static class Program
{
    static int Run(int[] a)
    {
        int best = int.MinValue;
        a.AsParallel().ForAll(x => { if (x > /*first*/best) /*second*/best = x; });
        return best;
    }
}
