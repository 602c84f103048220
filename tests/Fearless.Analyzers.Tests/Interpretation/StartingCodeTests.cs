using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace Fearless.Analyzers.Tests.Interpretation;

/// <summary>Code that starts nothing is not executed: what its calls are bound to says so, where names say too much.</summary>
public class StartingCodeTests
{
    [Theory]
    [InlineData("Parallel.For(0, 3, i => { });")]
    [InlineData("_ = new[] { 1 }.AsParallel().Select(x => x).ToArray();")]
    [InlineData("_ = new[] { 1 }.Par().Select(x => x + 1).Sum();")]
    [InlineData("Pass(x => { });")]
    [InlineData("PassOn(x => { });")]
    [InlineData("Start();")]
    [InlineData("Action later = Start; later();")]
    [InlineData("_ = Wait();")]
    [InlineData("Func<Task> later = async () => await Task.Yield();")]
    [InlineData("new Derived().Do();")]
    [InlineData("Base b = new Derived(); b.Do();")]
    [InlineData("new Starter();")]
    [InlineData("new[] { 1 }.Par().ForEach(new Nothing());")]
    [InlineData("Each(new Nothing());")]
    [InlineData("var timer = new System.Timers.Timer(); timer.Elapsed += (sender, e) => { };")]
    public void What_starts_a_strand_or_calls_what_does_is_executed(string code) => Assert.True(Starts(code));

    [Theory]
    [InlineData("_ = new[] { 1 }.Select(x => x).ToArray();")]
    [InlineData("new List<int>().ForEach(x => { });")]
    [InlineData("var own = new Own(); own.Run(() => { });")]
    [InlineData("Call(x => { });")]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("_ = string.Join(',', new[] { 1 });")]
    [InlineData("new Base().ToString();")]
    [InlineData("var timer = new System.Timers.Timer(); timer.Disposed += (sender, e) => { };")]
    public void What_has_the_same_name_and_starts_nothing_is_not(string code) => Assert.False(Starts(code));

    private static bool Starts(string code)
    {
        var compilation = Snippet.Compile(
            $$"""
            class Own { public void Run(Action action) => action(); }
            class Base { public virtual void Do() { } }
            class Derived : Base { public override void Do() => Task.Run(() => { }); }
            class Starter { public Starter() { new Thread(() => { }).Start(); } }
            readonly struct Nothing : IAction<int> { public void Invoke(int x) { } }
            class C
            {
                static void Pass(Action<int> action) => Parallel.For(0, 3, action);
                static void PassOn(Action<int> action) => Pass(action);
                static void Call(Action<int> action) => action(1);
                static void Start() => Task.Run(() => { });
                static async Task Wait() => await Task.Yield();
                static void Each<TAction>(TAction action) where TAction : struct, IAction<int> => new[] { 1 }.Par().ForEach(action);
                static void Run()
                {
                    {{code}}
                }
            }
            """);
        var summaries = new Summaries(new Bodies(compilation));
        var run = (IMethodSymbol)compilation.GetTypeByMetadataName("C")!.GetMembers("Run").Single();
        return summaries.Starting.In(summaries.Bodies.Find(run, CancellationToken.None)!, CancellationToken.None);
    }
}
