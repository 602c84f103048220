// race: two indirect indices may meet
static class Program
{
    static void Run(double[] data, int[] indexes)
    {
        Parallel.For(0, indexes.Length, i =>
        {
            int at = indexes[i];
            data[at] += 1.0;
            data[at + 12] += 3.0;
        });
    }
}
