// race FC1003: the buffer is filled on after others could find it in the bag
static class Program
{
    static int Run(int workers)
    {
        var bag = new ConcurrentBag<int[]>();
        int sum = 0;
        Task reader = Task.Run(() =>
        {
            while (bag.TryTake(out int[]? buffer))
                sum += buffer[0];
        });
        var mine = new int[16];
        bag.Add(mine);
        mine[0] = 5;
        reader.Wait();
        return sum;
    }
}
