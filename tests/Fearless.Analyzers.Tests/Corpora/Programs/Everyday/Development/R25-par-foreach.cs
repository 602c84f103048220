// race: a captured maximum
static class Program
{
    static int Run(int[] a)
    {
        int max = int.MinValue;
        a.Par().ForEach(x => { if (x > max) max = x; });
        return max;
    }
}
