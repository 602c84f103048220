// clean FC3004: a shared list grows under a lock
static class Program
{
    static int Run()
    {
        var list = new List<int>();
        Thread[] threads = [new(() => { lock (list) list.Add(1); }), new(() => { lock (list) list.Add(2); })];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return list.Count;
    }
}
