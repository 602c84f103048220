// clean: each worker fills a buffer of its own and puts it into the bag when it is full
static class Program
{
    static int Run(int workers)
    {
        var bag = new ConcurrentBag<int[]>();
        Parallel.For(0, workers, w =>
        {
            var buffer = new int[16];
            for (int i = 0; i < buffer.Length; i++)
                buffer[i] = w;
            bag.Add(buffer);
        });
        return bag.Sum(static buffer => buffer[0]);
    }
}
