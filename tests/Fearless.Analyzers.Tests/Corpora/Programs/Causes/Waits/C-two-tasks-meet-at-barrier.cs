// clean: two tasks that meet at a barrier
static class Program
{
    static int Run()
    {
        int left = 0, right = 0, sum = 0;
        var barrier = new Barrier(2);
        Parallel.Invoke(
            () =>
            {
                left = 1;
                barrier.SignalAndWait();
                sum = left + right;
            },
            () =>
            {
                right = 2;
                barrier.SignalAndWait();
            });
        return sum;
    }
}
