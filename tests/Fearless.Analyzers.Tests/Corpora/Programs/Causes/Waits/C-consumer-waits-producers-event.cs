// clean: a consumer that waits for the producer's event
static class Program
{
    static void Run()
    {
        var items = new List<int>();
        var filled = new ManualResetEvent(false);
        Parallel.Invoke(
            () =>
            {
                items.Add(1);
                filled.Set();
            },
            () =>
            {
                filled.WaitOne();
                Console.WriteLine(items.Count);
            });
    }
}
