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

Span<int> squares = stackalloc int[100];
ThreadScope.Run(squares, static (scope, squares) =>
{
    var (low, high) = squares.SplitAt(50);
    scope.Spawn(low, static part => Fill(part, 0));
    scope.Spawn(high, static part => Fill(part, 50));
});
Console.WriteLine($"scoped threads {squares[7]} {squares[99]}");

Console.WriteLine($"iterator {Par.Range(0, 1000).Select(static i => (long)i * i).Where(static x => x % 2 == 0).Sum()}");
Console.WriteLine($"span iterator {squares.Par().Select(static x => (long)x).Sum()}");

// References change their type on the way, and a stage is a struct: what a compiler ahead of time has to find all instances of.
string[] names = Par.Range(0, 1000).Select(static i => $"{i}").Where(static name => name.Length == 3).Select(static name => name + "!").ToArray();
object[] covariant = names;
int lengths = covariant.Par().Select(static name => name.ToString()!).Select<Length, int>(default).Sum();
Console.WriteLine($"reference iterator {names[0]} {names.Length} {lengths} {covariant.Par().Where(static name => name is "500!").ToList().Count}");

static void Fill(Span<int> part, int first)
{
    for (int i = 0; i < part.Length; i++)
        part[i] = (first + i) * (first + i);
}

readonly struct Length : IFunc<string, int>
{
    public int Invoke(string argument) => argument.Length;
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
