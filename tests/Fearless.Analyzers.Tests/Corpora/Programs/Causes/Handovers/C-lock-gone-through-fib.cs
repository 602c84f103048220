// clean: two tasks compute the parts, the caller waits for both
static class Program
{
    static int Run(int n)
    {
        if (n < 2)
            return n;
        int x = 0, y = 0;
        Task left = Task.Run(() => x = Run(n - 1));
        Task right = Task.Run(() => y = Run(n - 2));
        Task sum = Task.WhenAll(left, right);
        sum.Wait();
        return x + y;
    }
}
