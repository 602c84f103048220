namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>One strand and the method that started it: they race if it touches what is shared between the start and the join.</summary>
internal static class OneStrand
{
    private static readonly (string Start, string Join)[] Ways =
    [
        ("Task strand = Task.Run(() => { @ });", "strand.Wait();"),
        ("Task strand = Task.Factory.StartNew(() => { @ });", "Task.WaitAll(strand);"),
        ("var strand = new Thread(() => { @ }); strand.Start();", "strand.Join();"),
        ("JobHandle strand = Par.Spawn(() => { @ });", "strand.Join();"),
    ];

    /// <summary>The statements of a method, and whether they race.</summary>
    public static (string Shape, bool HasRace, string Text) Any(Draw draw)
    {
        (string start, string join) = draw.Of(Ways);
        bool strandWrites = draw.OneIn(2);
        string inside = strandWrites ? draw.Of("x = 1;", "x++;") : "Console.WriteLine(x);";
        bool methodWrites = !strandWrites || draw.OneIn(2);
        string outside = methodWrites ? draw.Of("x = 2;", "x += 3;") : "Console.WriteLine(x);";
        string begin = start.Replace("@", inside, StringComparison.Ordinal);
        string work = $"Task.Run(() => {{ {inside} }})", scope = draw.Of("ThreadScope.Run", "Par.Scope");
        (string shape, bool race, string text) = draw.Below(11) switch
        {
            0 => ("before the start", false, $"{outside} {begin} {join}"),
            1 => ("before the join", true, $"{begin} {outside} {join}"),
            2 => ("after the join", false, $"{begin} {join} {outside}"),
            3 => ("after a join of now and then", true, $"{begin} if (Environment.ProcessorCount > 3) {{ {join} }} {outside}"),
            4 => ("in its scope", true, $"{scope}(scope => {{ scope.Spawn(() => {{ {inside} }}); {outside} }});"),
            5 => ("after its scope", false, $"{scope}(scope => {{ scope.Spawn(() => {{ {inside} }}); }}); {outside}"),
            6 => ("awaited", false, $"Work().Wait(); async Task Work() {{ await {work}; {outside} }}"),
            7 => ("awaited late", true, $"Work().Wait(); async Task Work() {{ var t = {work}; {outside} await t; }}"),
            8 => ("continued", false, $"{work}.ContinueWith(_ => {{ {outside} }}).Wait();"),
            9 => ("both joined", true, $"{begin} Task also = Task.Run(() => {{ {outside} }}); {join} also.Wait();"),
            _ => ("after another join", true, $"{begin} Task other = Task.Run(static () => {{ }}); other.Wait(); {outside} {join}"),
        };
        return ($"one strand, {shape}", race, $"int x = 0; {text}");
    }
}
