// clean: everything is counted when the collection has ended
static class Program
{
    static int Run(int n)
    {
        int made = 0;
        using var items = new BlockingCollection<int>();
        Task producing = Task.Run(() =>
        {
            for (int i = 0; i < n; i++)
            {
                made++;
                items.Add(i);
            }
            items.CompleteAdding();
        });
        int taken = 0;
        foreach (int item in items.GetConsumingEnumerable())
            taken++;
        int left = made - taken;
        producing.Wait();
        return left;
    }
}
