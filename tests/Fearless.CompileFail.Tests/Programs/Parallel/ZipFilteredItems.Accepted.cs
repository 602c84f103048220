static class Program
{
    static void Main()
    {
        int[] a = [1, 2, 3], b = [4, 5, 6];
        int[] sums = a.Par().Zip(b.Par(), static (x, y) => x + y).Where(static x => x > 4).ToArray();
    }
}
