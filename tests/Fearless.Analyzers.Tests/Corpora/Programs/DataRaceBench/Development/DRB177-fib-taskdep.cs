// race: the sum does not wait
static class Program
{
    static int Fib(int n)
    {
        if (n < 2)
            return n;
        int i = 0, j = 0;
        Task left = Task.Run(() => { i = Fib(n - 1); });
        Task right = Task.Run(() => { j = Fib(n - 2); });
        right.Wait();
        return i + j;
    }
}
