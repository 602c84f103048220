// race FC1001: a local function that counts
static class Program
{
    static int Run(int[] a)
    {
        int even = 0;
        Parallel.ForEach(a, Count);
        return even;

        void Count(int x) { if (x % 2 == 0) /*first, second*/even += 1; }
    }
}
