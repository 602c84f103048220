// race FC1005: threads that see the counter of the loop
static class Program
{
    static void Run(int[] a)
    {
        var threads = new List<Thread>();
        for (int i = 0; i < a.Length; /*first*/i++)
        {
            var thread = new Thread(() => a[/*second*/i % a.Length] = 1);
            thread.Start();
            threads.Add(thread);
        }
        threads.ForEach(static thread => thread.Join());
    }
}
