// workload: none
// expect: nothing (each element is made of the one before it)
static class Smoothing
{
    public static void Apply(double[] values, double[] kernel)
    {
        for (int i = kernel.Length; i < values.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < kernel.Length; j++)
            {
                for (int k = 0; k < kernel.Length; k++)
                    sum += kernel[j] * kernel[k] * values[i - 1 - j];
            }
            values[i] += sum;
        }
    }
}
