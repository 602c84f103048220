// race FC1001: a sum without a reduction
static class Program
{
    static float Run(float[,] u, int length)
    {
        float sum = 0;
        Parallel.For(0, length, i =>
        {
            for (int j = 0; j < length; j++)
            {
                float value = u[i, j];
                /*first*/sum = /*second*/sum + value * value;
            }
        });
        return sum;
    }
}
