// clean FC1004: the sum continues both
static class Program
{
    static int Fib(int n)
    {
        if (n < 2) return n;
        int i = 0, j = 0;
        Task both = Task.WhenAll(Task.Run(() => { i = Fib(n - 1); }), Task.Run(() => { j = Fib(n - 2); }));
        Task<int> sum = both.ContinueWith(_ => i + j);
        return sum.Result;
    }
}
