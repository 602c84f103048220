// What a new user tries first, one line of output a thing that works.
using Fearless;

static long Fib(int n)
{
    if (n < 2)
        return n;
    var (left, right) = Par.Join(n, static n => Fib(n - 1), static n => Fib(n - 2));
    return left + right;
}

Console.WriteLine($"join {Fib(22)}");

using (var pool = new WorkerPool(2))
{
    var job = new Fibonacci(22);
    pool.Install(ref job);
    Console.WriteLine($"struct job {job.Result}");
}

struct Fibonacci(int n) : IForkJob
{
    public long Result { get; private set; }

    public void Execute(ForkContext context)
    {
        if (n < 2)
        {
            Result = n;
            return;
        }
        var left = new Fibonacci(n - 1);
        var right = new Fibonacci(n - 2);
        context.Join(ref left, ref right);
        Result = left.Result + right.Result;
    }
}
