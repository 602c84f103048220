// race FC1004: the sum is made before the tasks are waited for
static class Program
{
    static int Fib(int n)
    {
        if (n < 2) return n;
        int i = 0, j = 0;
        Task first = Task.Run(() => { /*first*/i = Fib(n - 1); });
        Task second = Task.Run(() => { j = Fib(n - 2); });
        int sum = /*second*/i + j;
        Task.WaitAll(first, second);
        return sum;
    }
}
