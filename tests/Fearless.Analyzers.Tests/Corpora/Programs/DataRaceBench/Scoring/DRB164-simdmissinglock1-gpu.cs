// race FC1003: every iteration adds to every element
static class Program
{
    static void Run(int[] values, int n) => Parallel.For(0, n, _ =>
    {
        for (int i = 0; i < values.Length; i++)
            /*first, second*/values[i]++;
    });
}
