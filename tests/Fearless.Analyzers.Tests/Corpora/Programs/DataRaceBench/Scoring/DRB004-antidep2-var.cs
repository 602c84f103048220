// race FC1003: the row below is read while another iteration writes it
static class Program
{
    static void Run(double[,] a, int length)
    {
        (0..(length - 1)).Par().ForEach(i =>
        {
            for (int j = 0; j < length; j++)
                /*first*/a[i, j] += /*second*/a[i + 1, j];
        });
    }
}
