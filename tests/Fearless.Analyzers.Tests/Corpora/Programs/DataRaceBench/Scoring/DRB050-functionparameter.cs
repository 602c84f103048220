// clean FC1003: arrays as arguments
static class Program
{
    static void Fill(double[] output, double[] c, int length) => (0..length).Par().ForEach(i =>
    {
        double half = 0.5 * c[i];
        output[i] = half;
    });

    static void Run() => Fill(new double[100], new double[100], 100);
}
