// race: a dictionary written by many
static class Program
{
    static Dictionary<int, int> Run(int[] a)
    {
        var counts = new Dictionary<int, int>();
        Parallel.ForEach(a, x =>
        {
            if (!counts.ContainsKey(x)) counts[x] = 0;
            counts[x]++;
        });
        return counts;
    }
}
