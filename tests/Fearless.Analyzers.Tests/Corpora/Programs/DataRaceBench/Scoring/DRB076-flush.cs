// clean FC1001: each has its own variable
static class Program
{
    static void Set(ref int q) => q = 1;

    static int Run()
    {
        int sum = 0;
        Parallel.For(0, 10, _ =>
        {
            int own = 0;
            Set(ref own);
            Interlocked.Add(ref sum, own);
        });
        return sum;
    }
}
