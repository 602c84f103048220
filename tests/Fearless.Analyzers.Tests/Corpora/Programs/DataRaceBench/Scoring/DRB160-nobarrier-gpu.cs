// race FC1004: the product does not wait for the sum
static class Program
{
    static void Run(int[] b, int[] c, int[] temporary, int a)
    {
        Parallel.Invoke(
            () => { for (int i = 0; i < c.Length; i++) temporary[i] = /*first*/b[i] + c[i]; },
            () => { for (int i = c.Length - 1; i >= 0; i--) /*second*/b[i] = temporary[i] * a; });
    }
}
