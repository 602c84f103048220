// race: through a wrapper of one's own
class Program
{
    static void Each(int n, Action<int> body) => Parallel.For(0, n, body);

    static int Run(int n)
    {
        int sum = 0;
        Each(n, i => sum += i);
        return sum;
    }
}
