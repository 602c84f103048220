// race: a shared count goes down
static class Program
{
    static int Run(int[] input)
    {
        int left = input.Length;
        Parallel.For(0, input.Length, i =>
        {
            if (input[i] > 0)
                left--;
        });
        return left;
    }
}
