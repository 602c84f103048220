// clean: the caller waits until all have counted themselves
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
        SpinWait.SpinUntil(() => Volatile.Read(ref _done) == n);
        return results[0];
    }
}
