// race: the body lies in a variable
static class Program
{
    static int Run(int n)
    {
        int sum = 0;
        Action<int> body = i => { sum += i; };
        Parallel.For(0, n, body);
        return sum;
    }
}
