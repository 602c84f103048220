using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Interpretation;

/// <summary>Methods that call one another are summarized together, each executed twice at most.</summary>
public class ProgressTests
{
    [Fact]
    public void A_method_that_calls_no_other_is_executed_once()
    {
        var calls = new CallGraph(1, static _ => []);

        calls.Summarize(0);

        Assert.Equal([1], calls.Executions);
        Assert.Equal([0], calls.Finished);
    }

    [Fact]
    public void A_method_that_calls_itself_is_executed_again_with_what_it_was_found_to_do()
    {
        var calls = new CallGraph(1, static _ => [0]);

        calls.Summarize(0);

        Assert.Equal([2], calls.Executions);
        Assert.Equal([0], calls.Finished);
        Assert.Equal("empty, then 0 in round 1", calls.Seen(0, 0));
    }

    [Fact]
    public void Methods_in_a_ring_are_finished_together_each_with_what_the_first_round_has_found()
    {
        var calls = new CallGraph(3, static method => [(method + 1) % 3]);

        calls.Summarize(0);

        Assert.Equal([2, 2, 2], calls.Executions);
        Assert.Equal([0, 1, 2], calls.Finished.Order());
        Assert.Equal("empty, then 0 in round 1", calls.Seen(2, 0));
    }

    [Fact]
    public void A_method_outside_of_the_ring_is_finished_by_itself_and_executed_once()
    {
        // 0 and 1 call each other; 1 calls 2, which calls no one.
        var calls = new CallGraph(3, static method => method switch { 0 => [1], 1 => [0, 2], _ => [] });

        calls.Summarize(0);

        Assert.Equal([2, 2, 1], calls.Executions);
        Assert.Equal(2, calls.Finished[0]);
    }

    [Fact]
    public void Many_methods_that_all_call_one_another_are_executed_twice_at_most()
    {
        const int Methods = 12;
        var calls = new CallGraph(Methods, static _ => [.. Enumerable.Range(0, Methods)]);

        calls.Summarize(0);

        Assert.All(calls.Executions, static times => Assert.InRange(times, 1, 2));
        Assert.Equal(Enumerable.Range(0, Methods), calls.Finished.Order());
    }

    [Fact]
    public void Rings_that_share_a_method_are_one_group()
    {
        // 0 to 1 to 0, and 1 to 2 to 1: 2 rests on 1, which rests on 0.
        var calls = new CallGraph(3, static method => method switch { 0 => [1], 1 => [2, 0], _ => [1] });

        calls.Summarize(0);

        Assert.All(calls.Executions, static times => Assert.InRange(times, 1, 4));
        Assert.Equal([0, 1, 2], calls.Finished.Order());
        Assert.Equal(calls.Finished.Count, calls.Finished.Distinct().Count());
    }

    [Fact]
    public void What_the_second_of_two_methods_does_by_way_of_the_first_is_known_when_it_is_called_alone() =>
        Assert.Equal(["7: FC1008"], Snippet.Check(
            """
            class C {
                static int s_count;
                static void Even(int n) { if (n > 0) Odd(n - 1); s_count++; }
                static void Odd(int n) { if (n > 0) Even(n - 1); }
                static void Run() {
                    Task.Run(() => Even(4)).Wait();
                    Parallel.For(0, 10, i => Odd(i));
                }
            }
            """));

    /// <summary>Methods that call others by number; what one does is told by its number and how often it was executed.</summary>
    private sealed class CallGraph
    {
        private readonly Progress _progress = new();
        private readonly IMethodSymbol[] _methods;
        private readonly Func<int, int[]> _callees;
        private readonly Dictionary<IMethodSymbol, Summary> _finished = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<Summary, string> _names = new(ReferenceEqualityComparer.Instance);
        private readonly List<(int Caller, int Callee, string What)> _seen = [];

        public CallGraph(int count, Func<int, int[]> callees)
        {
            string source = $"class C {{ {string.Concat(Enumerable.Range(0, count).Select(static number => $"void M{number}() {{ }} "))} }}";
            INamedTypeSymbol type = Snippet.Compile(source).GetTypeByMetadataName("C")!;
            _methods = [.. Enumerable.Range(0, count).Select(number => (IMethodSymbol)type.GetMembers($"M{number}").Single())];
            (_callees, Executions) = (callees, new int[count]);
        }

        public int[] Executions { get; }

        /// <summary>The methods in the order in which they were finished.</summary>
        public List<int> Finished { get; } = [];

        /// <summary>What a caller has seen of a callee, in order.</summary>
        public string Seen(int caller, int callee) =>
            string.Join(", then ", _seen.Where(one => one.Caller == caller && one.Callee == callee).Select(static one => one.What));

        public Summary Summarize(int method) =>
            _progress.Solve(_methods[method], Named("empty"), () => Execute(method), (finished, summary) =>
            {
                _finished.Add(finished, summary);
                Finished.Add(Array.IndexOf(_methods, finished));
            });

        private Summary Execute(int method)
        {
            int round = ++Executions[method];
            foreach (int callee in _callees(method))
            {
                Summary seen = _finished.TryGetValue(_methods[callee], out Summary? finished) ? finished
                    : _progress.Find(_methods[callee]) ?? Summarize(callee);
                _seen.Add((method, callee, _names[seen]));
            }
            return Named($"{method} in round {round}");
        }

        private Summary Named(string name)
        {
            var summary = new Summary(new Scope(null), new Root(RootKind.Given, "this", null, scope: null));
            _names.Add(summary, name);
            return summary;
        }
    }
}
