// race: slices overlap by one
static class Program
{
    static void Run(int[] a, int middle)
    {
        Par.Join(() => a.AsSpan(0, middle + 1).Fill(1), () => a.AsSpan(middle).Fill(2));
    }
}
