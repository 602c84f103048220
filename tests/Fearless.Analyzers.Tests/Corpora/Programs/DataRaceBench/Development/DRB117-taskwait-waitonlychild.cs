// race: the grandchild is not waited for
static class Program
{
    static int Run(int[] a)
    {
        int sum = 0;
        Task child = Task.Run(() =>
        {
            a[0] = 1;
            Task.Run(() => { a[1] = 2; });
        });
        child.Wait();
        sum = a[0] + a[1];
        return sum;
    }
}
