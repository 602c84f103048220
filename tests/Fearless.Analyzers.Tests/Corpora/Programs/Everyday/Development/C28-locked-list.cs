// clean: a list under a lock
static class Program
{
    static List<int> Run(int[] a)
    {
        var found = new List<int>();
        Parallel.ForEach(a, x => { lock (found) found.Add(x); });
        return found;
    }
}
