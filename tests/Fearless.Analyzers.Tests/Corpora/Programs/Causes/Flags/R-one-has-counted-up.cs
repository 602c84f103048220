// race FC1003: the caller waits until one has counted itself
class Program
{
    private int _done;

    int Run(int[] results, int n)
    {
        for (int t = 0; t < n; t++)
        {
            int id = t;
            Task.Run(() =>
            {
                results[id] = id * id;
                Interlocked.Increment(ref _done);
            });
        }
        SpinWait.SpinUntil(() => Volatile.Read(ref _done) >= 1);
        return results[0];
    }
}
