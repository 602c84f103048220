// clean: threads in a loop, joined in another
static class Program
{
    static int Run()
    {
        var results = new int[4];
        var threads = new List<Thread>();
        for (int t = 0; t < 4; t++)
        {
            int own = t;
            var thread = new Thread(() => results[own] = own * own);
            threads.Add(thread);
            thread.Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return results.Sum();
    }
}
