// race FC1001: the place of the next element is a shared counter
static class Program
{
    private static int _count;

    static void Run(int[] input, int[] output)
    {
        Parallel.For(0, input.Length, i => { output[/*first, second*/_count++] = input[i]; });
    }
}
