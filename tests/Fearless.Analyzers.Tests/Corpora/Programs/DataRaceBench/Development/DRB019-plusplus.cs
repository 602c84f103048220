// race: the next free slot is a shared counter
static class Program
{
    static int Run(int[] input, int[] output)
    {
        int used = 0;
        Parallel.For(0, input.Length, i =>
        {
            output[used++] = input[i];
        });
        return used;
    }
}
