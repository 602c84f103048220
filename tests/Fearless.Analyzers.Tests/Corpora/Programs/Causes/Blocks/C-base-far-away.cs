// clean: two halves of one array, told apart by an offset that is as large as each
static class Program
{
    static void Run(double[] buffer, int n)
    {
        Parallel.For(0, n, i =>
        {
            buffer[i] = i;
            buffer[n + i] += buffer[i];
        });
    }
}
