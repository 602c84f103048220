// workload: none
// expect: nothing (each call changes the model that the next one reads)
static class Training
{
    private static readonly double[] Weights = new double[64];

    public static void Run(double[][] samples)
    {
        foreach (double[] sample in samples)
            Step(sample);
    }

    private static void Step(double[] sample)
    {
        for (int i = 0; i < Weights.Length; i++)
        {
            double error = 0;
            for (int j = 0; j < sample.Length; j++)
                error += sample[j] * Weights[j];
            Weights[i] -= 0.01 * error;
        }
    }
}
