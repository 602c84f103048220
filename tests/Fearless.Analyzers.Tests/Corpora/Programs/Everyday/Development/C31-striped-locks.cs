// clean: a lock for each element
static class Program
{
    static void Run(int[] a, int[] keys)
    {
        var locks = new object[a.Length];
        for (int i = 0; i < locks.Length; i++)
            locks[i] = new object();
        Parallel.ForEach(keys, key =>
        {
            lock (locks[key])
                a[key]++;
        });
    }
}
