// race FC3004: a consumer that adds to what the producer still fills
static class Program
{
    static void Run()
    {
        var items = new List<int>();
        var begun = new ManualResetEvent(false);
        Parallel.Invoke(
            () =>
            {
                begun.Set();
                items.Add(1);
            },
            () =>
            {
                begun.WaitOne();
                Console.WriteLine(items.Count);
            });
    }
}
