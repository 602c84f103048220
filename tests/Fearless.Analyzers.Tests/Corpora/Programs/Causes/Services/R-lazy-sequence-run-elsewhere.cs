// race FC1004: the sequence is made here, and its items are computed there
static class Program
{
    static int Run(int[] items)
    {
        int factor = 2;
        IEnumerable<int> scaled = items.Select(item => item * factor);
        Task<int> sum = Task.Run(() => scaled.Sum());
        factor = 3;
        return sum.Result;
    }
}
