// clean: the variable is used again after the loop
static class Program
{
    static int Run(int[] a)
    {
        int sum = 0;
        int[] squares = new int[a.Length];
        Parallel.For(0, a.Length, i => squares[i] = a[i] * a[i]);
        foreach (int x in squares)
            sum += x;
        return sum;
    }
}
