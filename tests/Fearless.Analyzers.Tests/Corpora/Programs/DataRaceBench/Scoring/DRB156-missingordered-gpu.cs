// race FC1003: each element needs the one before
static class Program
{
    static void Run(int[] values)
    {
        Parallel.ForEach(Enumerable.Range(1, values.Length - 1), i => { /*first*/values[i] = /*second*/values[i - 1] + 1; });
    }
}
