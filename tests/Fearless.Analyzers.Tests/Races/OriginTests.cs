using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>Where an object comes from: out of a strand, out of a static field of the thread, out of an initializer, out of a dictionary.</summary>
public class OriginTests
{
    [Theory]
    [InlineData("var (left, right) = Par.Join(() => { var own = new List<int>(); Par.Spawn(() => own.Add(1)); return own; }, () => 0); left.Add(2);", false)]
    [InlineData("var (left, right) = Par.Join(() => { var own = new List<int>(); own.Add(1); return own; }, () => 0); left.Add(2);", true)]
    [InlineData("var (left, right) = Par.Join(() => { var own = new List<int>(); Par.Spawn(() => own.Add(1)); return own; }, () => new List<int>()); right.Add(2);", true)]
    [InlineData("List<int> own = Task.Run(() => { var made = new List<int>(); Task.Run(() => made.Add(1)); return made; }).Result; own.Add(2);", false)]
    [InlineData("List<int> own = Task.Run(() => { var made = new List<int>(); Task.Run(() => made.Add(1)).Wait(); return made; }).Result; own.Add(2);", true)]
    public void What_a_strand_returns_may_be_in_use_still(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check($$"""class C { static void Run() { {{body}} } }""") is []);

    [Theory]
    [InlineData("List<int> mine = Log; Task other = Task.Run(() => mine.Add(1)); Log.Add(2); other.Wait();", false)]
    [InlineData("List<int> mine = Log; Task other = Task.Run(() => mine.Add(1)); other.Wait(); Log.Add(2);", true)]
    [InlineData("Task other = Task.Run(() => Log.Add(1)); Log.Add(2); other.Wait();", true)]
    [InlineData("Parallel.For(0, 9, i => Log.Add(i));", true)]
    [InlineData("List<int> mine = Log; Parallel.For(0, 9, i => mine.Add(i));", false)]
    [InlineData("List<int>[] all = [Log, Log]; Parallel.For(0, 2, i => all[i].Add(i));", false)]
    public void What_belongs_to_a_thread_may_be_handed_to_another(string body, bool isAccepted)
    {
        Assert.Equal(isAccepted, Check("static List<int> Log => t_log ??= new();"));
        Assert.Equal(isAccepted, Check("static List<int> Log { get { t_log ??= new(); return t_log; } }"));

        bool Check(string log) => Snippet.Check(
            $$"""
            class C { [ThreadStatic] private static List<int> t_log; {{log}} static void Run() { {{body}} } }
            """) is [];
    }

    [Theory]
    [InlineData("X++;", false)]
    [InlineData("lock (this) X++;", true)]
    public void A_call_of_the_base_goes_to_the_base(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class Base { protected int X; public virtual void Do(Action then) { {{body}} then(); } }
            class Derived : Base { public override void Do(Action then) => base.Do(then); }
            class C { static void Run() { var one = new Derived(); Parallel.For(0, 9, i => one.Do(() => { })); } }
            """) is []);

    [Theory]
    [InlineData("private readonly List<int> _log = Shared;", false)]
    [InlineData("private readonly List<int> _log = new();", true)]
    [InlineData("private List<int> _log { get; } = Shared;", false)]
    [InlineData("private List<int> _log { get; } = new();", true)]
    public void Objects_begin_with_what_their_declarations_say(string field, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class One { public static readonly List<int> Shared = new(); {{field}} public void Add() => _log.Add(1); }
            class C { static void Run() { One[] all = [new One(), new One()]; all.Par().ForEach(static one => one.Add()); } }
            """) is []);

    [Theory]
    [InlineData("all[i].Add(i)", true)]
    [InlineData("all[0].Add(i)", false)]
    [InlineData("names[$\"{i}\"].Add(i)", false)]
    public void Items_of_a_dictionary_differ_where_their_numbers_do(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C { static void Run(Dictionary<int, List<int>> all, Dictionary<string, List<int>> names) => Parallel.For(0, 9, i => {{body}}); }
            """) is []);

    [Theory]
    [InlineData("(0..9).Par().Select(i => log).ForEach(found => found.Add(1));", false)]
    [InlineData("(0..9).Par().Select(i => new List<int>()).ForEach(found => found.Add(1));", true)]
    [InlineData("Parallel.ForEach(Enumerable.Range(0, 9).Select(i => log), found => found.Add(1));", false)]
    [InlineData("Parallel.ForEach(Enumerable.Range(0, 9).Select(i => new List<int>()), found => found.Add(1));", true)]
    [InlineData("Enumerable.Range(0, 9).AsParallel().Select(i => { var own = new List<int>(); return own; }).ForAll(found => found.Add(1));", true)]
    public void What_Select_returns_may_be_one_object_for_all(string query, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check($$"""class C { static void Run() { var log = new List<int>(); {{query}} } }""") is []);
}
