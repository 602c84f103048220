// race: List.Add from many
static class Program
{
    static List<int> Run(int[] a)
    {
        var found = new List<int>();
        Parallel.ForEach(a, x => { if (x > 0) found.Add(x); });
        return found;
    }
}
