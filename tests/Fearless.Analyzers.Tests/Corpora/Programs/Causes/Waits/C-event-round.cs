// clean: an event for each round
static class Program
{
    static int Run(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            int value = 0;
            var ready = new ManualResetEventSlim();
            Task.Run(() =>
            {
                value = 42;
                ready.Set();
            });
            ready.Wait();
            sum += value;
        }
        return sum;
    }
}
