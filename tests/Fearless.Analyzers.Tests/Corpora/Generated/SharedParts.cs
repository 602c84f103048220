namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that write to one place: with a lock for all, with one that is not, atomically, or each to one of its own.</summary>
internal static class SharedParts
{
    public static Part Any(Draw draw)
    {
        (string name, string fields, string locals) = Place(draw);
        Part part = draw.OneIn(4) ? Own(draw) : draw.OneIn(5) ? Collected(draw) : Counted(draw, name);
        return part with { Fields = part.Fields + fields, Locals = $"{locals} {part.Locals}", Shape = $"{part.Shape} ({name})" };
    }

    // Where what is shared lies.
    private static (string Name, string Fields, string Locals) Place(Draw draw) => draw.Below(5) switch
    {
        0 => ("_x#", "private int _x#;", ""),
        1 => ("s_x#", "private static int s_x#;", ""),
        2 => ("box#.Value", "", "var box# = new System.Runtime.CompilerServices.StrongBox<int>();"),
        3 => ("one#[0]", "", "var one# = new int[1];"),
        _ => ("x#", "", "int x# = 0;"),
    };

    private static Part Counted(Draw draw, string x)
    {
        string add = draw.Of($"{x}++;", $"{x} += i;", $"{x} = {x} + 1;");
        string locked = $"lock (gate#) {{ {add} }}";
        Part part = draw.Below(12) switch
        {
            0 => new("plain", true, add),
            1 => new("under a condition", true, $"if (i % 2 == 0) {{ {add} }}"),
            2 => new("atomic", false, $"Interlocked.Add(ref {x}, i);"),
            3 => new("atomic, and read plainly", true, $"Interlocked.Increment(ref {x}); Console.WriteLine({x});"),
            4 => new("one lock", false, locked),
            5 => new("Monitor", false, $"Monitor.Enter(gate#); try {{ {add} }} finally {{ Monitor.Exit(gate#); }}"),
            6 => new("a lock each", true, $"object own# = new(); lock (own#) {{ {add} }}"),
            7 => new("locked by half", true, $"if (i % 2 == 0) {{ {locked} }} else {{ {add} }}"),
            8 => new("one of two locks", true, $"lock (i % 2 == 0 ? gate# : other#) {{ {add} }}"),
            9 => new("two locks", false, $"lock (gate#) {{ lock (other#) {{ {add} }} }}"),
            10 => new("one iteration only", false, $"if (i == 3) {{ {add} }}"),
            _ => new("written by one, read by all", true, $"if (i == 3) {{ {add} }} Console.WriteLine({x});"),
        };
        return part with { Locals = "object gate# = new(), other# = new();", After = $"Console.WriteLine({x});" };
    }

    private static Part Own(Draw draw)
    {
        Part part = draw.Below(5) switch
        {
            0 => new("own variable", false, "int own# = i; own# += 2; result#[i] = own#;"),
            1 => new("variable from outside", true, "outer# = i; outer# += 2; result#[i] = outer#;"),
            2 => new("thread's own static", false, "t_own# += i;"),
            3 => new("ThreadLocal", false, "local#.Value += i;"),
            _ => new("own object", false, "var own# = new List<int>(); own#.Add(i); result#[i] = own#.Count;"),
        };
        return part with
        {
            Fields = "[ThreadStatic] private static int t_own#;",
            Locals = "int outer# = 0; var result# = new int[n]; var local# = new ThreadLocal<int>();",
        };
    }

    private static Part Collected(Draw draw)
    {
        Part part = draw.Below(4) switch
        {
            0 => new("List", true, "list#.Add(i);"),
            1 => new("List under a lock", false, "lock (list#) { list#.Add(i); }"),
            2 => new("List, read only", false, "Console.WriteLine(list#.Count + i);"),
            _ => new("ConcurrentBag", false, "bag#.Add(i);"),
        };
        return part with { Locals = "var list# = new List<int> { 1, 2 }; var bag# = new ConcurrentBag<int>();", After = "list#.Add(3);" };
    }
}
