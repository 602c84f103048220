// clean FC1004: the result is taken from the joined thread
static class Program
{
    static int Run(int[] a)
    {
        int sum = 0;
        var thread = new Thread(() => { foreach (int x in a) sum += x; });
        thread.Start();
        thread.Join();
        return sum;
    }
}
