// race: a field of a captured tuple
static class Program
{
    static int Run(int n)
    {
        (int Odd, int Even) counts = (0, 0);
        Parallel.For(0, n, i => { if (i % 2 == 0) counts.Even++; else counts.Odd++; });
        return counts.Odd + counts.Even;
    }
}
