using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>A struct that is given instead of a lambda is a body, and its fields are what it captures.</summary>
public class FunctionStructTests
{
    [Fact]
    public void A_field_that_counts_the_calls_is_refused() =>
        Assert.Equal(["7: FC1002"], Snippet.Check(
            """
            struct Counting : IAction<int>
            {
                private int _calls;
                public void Invoke(int x) =>
                    _calls++;
            }
            class C { static void Run(int[] a) => a.Par().ForEach(new Counting()); }
            """));

    [Fact]
    public void What_a_field_refers_to_is_shared_by_all_calls() =>
        Assert.Equal(["1: FC1003"], Snippet.Check(
            """
            class C { static void Run(int[] a, int[] counts) => a.Par().ForEach(new Count { Into = counts }); }
            struct Count : IAction<int>
            {
                public int[] Into;
                public void Invoke(int x) =>
                    Into[x % 16]++;
            }
            """));

    [Fact]
    public void A_parameter_of_a_primary_constructor_is_a_field() =>
        Assert.Equal(["6: FC1003"], Snippet.Check(
            """
            readonly struct Count(int[] into) : IAction<int>
            {
                public void Invoke(int x) =>
                    into[x % 16]++;
            }
            class C { static void Run(int[] a, int[] counts) => a.Par().ForEach(new Count(counts)); }
            """));

    [Fact]
    public void A_field_that_each_call_only_reads_is_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            readonly struct Scale(double factor) : IFunc<double, double>
            {
                public double Invoke(double x) => factor * x;
            }
            class C { static double Run(double[] a) => a.Par().Select<Scale, double>(new Scale(2)).Sum(); }
            """));

    [Fact]
    public void A_struct_without_fields_is_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            readonly struct Square : IFunc<int, int> { public int Invoke(int x) => x * x; }
            readonly struct Even : IFunc<int, bool> { public bool Invoke(int x) => x % 2 == 0; }
            class C { static int Run(int[] a) => a.Par().Select<Square, int>(default).Where<Even>(default).Sum(); }
            """));

    [Fact]
    public void An_action_that_changes_the_item_it_is_given_by_reference_is_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            readonly struct Double : IRefAction<int> { public void Invoke(ref int x) => x *= 2; }
            class C { static void Run(int[] a) => a.AsMemory().Par().ForEach(new Double()); }
            """));

    [Fact]
    public void Static_state_in_a_default_struct_is_refused() =>
        Assert.Equal(["7: FC1008"], Snippet.Check(
            """
            readonly struct Sum : IFunc<int, int>
            {
                public static int Total;
                public int Invoke(int x) =>
                    Total += x;
            }
            class C { static int Run(int[] a) => a.Par().Select<Sum, int>(default).Max(); }
            """));

    [Fact]
    public void A_struct_with_a_lock_is_accepted() =>
        Assert.Empty(Snippet.Check(
            """
            class Total { public int Value; public readonly Lock Lock = new(); }
            readonly struct Add(Total total) : IAction<int>
            {
                private readonly Total _total = total;
                public void Invoke(int x) { lock (_total.Lock) _total.Value += x; }
            }
            class C { static int Run(int[] a) { var total = new Total(); a.Par().ForEach(new Add(total)); return total.Value; } }
            """));

    [Fact]
    public void A_struct_that_is_handed_through_a_generic_method_is_a_body() =>
        Assert.Equal(["5: FC1002"], Snippet.Check(
            """
            class Total { public int Value; }
            readonly struct Add(Total total) : IAction<int>
            {
                public void Invoke(int x) =>
                    total.Value += x;
            }
            class C
            {
                static void Each<TAction>(int[] a, TAction action) where TAction : struct, IAction<int> => a.Par().ForEach(action);
                static int Run(int[] a)
                {
                    var total = new Total();
                    var add = new Add(total);
                    Each(a, add);
                    return total.Value;
                }
            }
            """));

    [Fact]
    public void A_struct_kept_in_a_variable_shares_what_it_was_given() =>
        Assert.Equal(["13: FC1003"], Snippet.Check(
            """
            readonly struct Write(int[] into) : IAction<int>
            {
                private readonly int[] _into = into;
                public void Invoke(int x) =>
                    _into[0] = x;
            }
            class C
            {
                static int Run(int[] a)
                {
                    var results = new int[1];
                    var write = new Write(results);
                    a.Par().ForEach(write);
                    return results[0];
                }
            }
            """));

    [Fact]
    public void Jobs_that_are_joined_write_into_fields_of_their_own() =>
        Assert.Empty(Snippet.Check(
            """
            struct Fibonacci(int n) : IForkJob
            {
                public long Result { get; private set; }
                public void Execute(ForkContext context)
                {
                    if (n < 2) { Result = n; return; }
                    var left = new Fibonacci(n - 1);
                    var right = new Fibonacci(n - 2);
                    context.Join(ref left, ref right);
                    Result = left.Result + right.Result;
                }
            }
            class C { static long Run() { var job = new Fibonacci(20); WorkerPool.Default.Install(ref job); return job.Result; } }
            """));

    [Fact]
    public void Joined_jobs_that_share_an_object_are_refused() =>
        Assert.Equal(["14: FC1002"], Snippet.Check(
            """
            class Total { public long Value; }
            struct Add(Total total, int n) : IForkJob
            {
                public void Execute(ForkContext context) =>
                    total.Value += n;
            }
            class C
            {
                static long Run()
                {
                    var total = new Total();
                    var left = new Add(total, 1);
                    var right = new Add(total, 2);
                    Par.Join(ref left, ref right);
                    return total.Value;
                }
            }
            """));

    [Fact]
    public void Jobs_over_two_parts_of_an_array_are_accepted_and_over_one_part_refused()
    {
        const string Program =
            """
            struct Fill(int[] into, int from, int to) : IForkJob
            {
                public void Execute(ForkContext context) { for (int i = from; i < to; i++) into[i] = i; }
            }
            class C
            {
                static void Run(int[] a)
                {
                    int middle = a.Length / 2;
                    var left = new Fill(a, 0, middle);
                    var right = new Fill(a, START, a.Length);
                    Par.Join(ref left, ref right);
                }
            }
            """;
        Assert.Empty(Snippet.Check(Program.Replace("START", "middle", StringComparison.Ordinal)));
        Assert.Equal(["12: FC1003"], Snippet.Check(Program.Replace("START", "middle - 1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_job_that_forks_jobs_over_shared_state_is_refused_in_the_job() =>
        Assert.Equal(["13: FC1002"], Snippet.Check(
            """
            class Total { public long Value; }
            struct Leaf(Total total) : IForkJob
            {
                public void Execute(ForkContext context) =>
                    total.Value++;
            }
            struct Pair(Total total) : IForkJob
            {
                public void Execute(ForkContext context)
                {
                    var left = new Leaf(total);
                    var right = new Leaf(total);
                    context.Join(ref left, ref right);
                }
            }
            """));

    [Fact]
    public void The_message_says_that_a_function_struct_keeps_no_state() =>
        Assert.EndsWith(
            "A struct that is called by several workers keeps no state: return what it found, or let a field refer to an object and hold its lock.",
            Assert.Single(Snippet.Diagnose(
                """
                struct Counting : IFunc<int, int>
                {
                    private int _calls;
                    public int Invoke(int x) => _calls += x;
                }
                class C { static void Run(int[] a) => a.Par().Select<Counting, int>(new Counting()).Sum(); }
                """)).GetMessage(null));

    [Fact]
    public void A_lambda_that_is_handed_through_a_generic_method_is_a_body() =>
        Assert.Equal(["7: FC1001"], Snippet.Check(
            """
            class C
            {
                static void Each<T>(T[] items, Action<T> action) => Parallel.ForEach(items, action);
                static int Run(int[] a)
                {
                    int sum = 0;
                    Each(a, x => sum += x);
                    return sum;
                }
            }
            """));

    [Fact]
    public void A_copy_of_a_struct_has_fields_of_its_own() =>
        Assert.Empty(Snippet.Check(
            """
            struct Point { public int X; }
            class C
            {
                static int Run()
                {
                    var point = new Point();
                    Point copy = point;
                    Task task = Task.Run(() => copy.X = 1);
                    point.X = 2;
                    task.Wait();
                    return copy.X + point.X;
                }
            }
            """));

    [Fact]
    public void A_copy_of_a_struct_refers_to_the_same_objects() =>
        Assert.Equal(["9: FC1004"], Snippet.Check(
            """
            class Total { public int Value; }
            struct Holder { public Total Total; }
            class C
            {
                static int Run(Holder holder)
                {
                    var other = new Holder { Total = holder.Total };
                    Holder copy = other;
                    Task task = Task.Run(() => copy.Total.Value = 1);
                    holder.Total.Value = 2;
                    task.Wait();
                    return holder.Total.Value;
                }
            }
            """));

    [Fact]
    public void What_a_method_does_with_an_object_in_a_struct_that_it_is_given_is_seen() =>
        Assert.Equal(["6: FC1002"], Snippet.Check(
            """
            class Total { public int Value; }
            struct Holder { public Total Total; }
            class C
            {
                static void Add(Holder holder, int x) => holder.Total.Value += x;
                static void Run(int[] a, Holder holder) => Parallel.ForEach(a, x =>
                    Add(holder, x));
            }
            """));
}
