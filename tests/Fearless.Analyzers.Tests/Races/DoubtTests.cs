using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>What nothing is known of is told in the strict profile, where a strand does it to what others may have.</summary>
public class DoubtTests
{
    private const string Unknown = "System.Collections.Specialized.StringCollection";

    [Theory]
    [InlineData($"var s = new {Unknown}(); Parallel.For(0, 9, i => s.Add(\"a\"));", "FC9001")]
    [InlineData($"Parallel.For(0, 9, i => {{ var s = new {Unknown}(); s.Add(\"a\"); }});", "")]
    [InlineData($"var s = new {Unknown}(); s.Add(\"a\");", "")]
    [InlineData($"var s = new {Unknown}(); Parallel.For(0, 9, i => Fill(s));", "FC9001")]
    [InlineData($"Parallel.For(0, 9, i => Fill(new {Unknown}()));", "")]
    [InlineData("Parallel.For(0, 9, i => Math.Max(i, 3));", "")]
    [InlineData("string s = \"a\"; Parallel.For(0, 9, i => s.PadLeft(i));", "")]
    [InlineData("Parallel.For(0, 9, i => Console.WriteLine(i));", "")]
    [InlineData("int[] a = [1]; Parallel.For(0, 9, i => a.OrderBy(x => x).ToArray());", "")]
    [InlineData("var d = new ConcurrentDictionary<int, int>(); Parallel.For(0, 9, i => d.TryAdd(i, i));", "")]
    [InlineData("Parallel.For(0, 9, i => Held());", "FC9002")]
    [InlineData("Action own = () => { }; Parallel.For(0, 9, i => own());", "")]
    [InlineData("Parallel.For(0, 9, Body);", "FC9002")]
    [InlineData("Hidden(i => { });", "")]
    [InlineData("Parallel.For(0, 9, i => Open.Do());", "FC9003")]
    [InlineData("Parallel.For(0, 9, i => Closed.Do());", "")]
    [InlineData("Parallel.For(0, 9, i => new Two().Do());", "")]
    [InlineData("int[] a = [1]; Parallel.For(0, 9, i => { unsafe { fixed (int* p = a) *p = 1; } });", "FC9004")]
    [InlineData("int[] a = [1]; Parallel.For(0, 9, i => { ref int first = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(a); });", "FC9004")]
    [InlineData("dynamic d = 1; Parallel.For(0, 9, i => { d.Do(); });", "FC9004")]
    public void It_is_told_where_others_may_meet_it(string body, string rules) =>
        Assert.Equal(rules, string.Join(", ", Strictly(
            $$"""
            public class One { public virtual void Do() { } }
            public sealed class Two : One { public override void Do() { } }
            internal class Three { public virtual void Do() { } }
            public class C {
                public Action Held; public Action<int> Body; public One Open; internal Three Closed;
                static void Fill({{Unknown}} s) => s.Add("a");
                internal static void Hidden(Action<int> body) => Parallel.For(0, 9, i => body(i));
                public void Run() { {{body}} }
            }
            """)));

    private static IEnumerable<string> Strictly(string source)
    {
        CSharpCompilation compilation = Snippet.Compile(source);
        var all = new[] { "FC9001", "FC9002", "FC9003", "FC9004" }.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Error));
        return Snippet.Diagnose(compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(all)), new RaceAnalyzer()).Select(static diagnostic => diagnostic.Id).Distinct();
    }
}
