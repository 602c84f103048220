// What a new user tries first, one line of output a thing that works.
using Fearless;
using Fearless.Collections;
using Fearless.Sync;

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

// Nodes of every height, of keys and values of several layouts: the links of a node are found by their offset.
var numbers = new SkipMap<int, long>();
var texts = new SkipMap<string, (string, byte)>(StringComparer.Ordinal);
var seen = new SkipSet<byte>();
ThreadScope.Run(scope =>
{
    for (int part = 0; part < 2; part++)
    {
        scope.Spawn(part, part =>
        {
            for (int i = part; i < 10_000; i += 2)
            {
                numbers.TryAdd(i, i);
                texts[$"{i}"] = ($"{i}", 1);
                seen.Add((byte)i);
                if (i % 4 < 2)
                    numbers.TryRemove(i, out _);
            }
        });
    }
});
Console.WriteLine($"ordered maps {numbers.Count} {numbers.Values.Sum()} {texts.Count} {texts.LowerBound("98")?.Value.Item1} {seen.Count}");

var ring = new ArrayQueue<(int, string)>(100);
var queue = new SegQueue<(int, string)>();
var cell = new AtomicCell<(long Sum, long Less)>((0, 0));
ThreadScope.Run(scope =>
{
    scope.Spawn(() =>
    {
        for (int i = 1; i <= 10_000; i++)
        {
            while (!ring.TryPush((i, "")))
                Thread.Yield();
            queue.Push((i, ""));
        }
    });
    for (int left = 2 * 10_000; left > 0;)
    {
        if (ring.TryPop(out (int Number, string) item) || queue.TryPop(out item))
        {
            cell.Update(item.Number, static (value, number) => (value.Sum + number, value.Less - number));
            left--;
        }
    }
});
Worker<string> worker = Worker.CreateLifo<string>();
worker.Push("oldest");
worker.Push("newest");
Console.WriteLine($"queues {cell.Read()} {worker.Stealer.Steal().Value} {(worker.TryPop(out string? newest) ? newest : null)}");

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
