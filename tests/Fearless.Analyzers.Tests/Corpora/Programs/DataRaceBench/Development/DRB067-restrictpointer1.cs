// clean: different arrays, the same index
static class Program
{
    static void Run(float[] target, float[] source)
    {
        Parallel.For(0, target.Length, i => { target[i] = source[i]; });
    }
}
