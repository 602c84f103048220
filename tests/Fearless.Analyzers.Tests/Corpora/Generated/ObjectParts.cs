namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that change objects: each its own, or all the same.</summary>
internal static class ObjectParts
{
    private const string Cell = "class Cell# { public int Value; public int Count { get; set; } public void Add(int x) => Value += x; } ";

    public static Part Any(Draw draw)
    {
        string change = draw.Of("Value++;", "Count += i;", "Add(i);"), changed = change.Replace("i", "by", StringComparison.Ordinal);
        string passed = $"Change#(cells#[i], i); void Change#(Cell# cell, int by) => cell.{changed}";
        return draw.Below(7) switch
        {
            0 => Cells("an object each", false, $"cells#[i].{change}", "for (int c = 0; c < n; c++) cells#[c] = new Cell#();"),
            1 => Cells("one object in all places", true, $"cells#[i].{change}", "Array.Fill(cells#, new Cell#());"),
            2 => Cells("a new object", false, $"var own = new Cell#(); own.{change} cells#[i] = own;", ""),
            3 => Cells("one object stored by all", true, $"cells#[i] = shared#; cells#[i].{change}", "var shared# = new Cell#();"),
            4 => Cells("an object each, passed on", false, passed, "for (int c = 0; c < n; c++) { var m = new Cell#(); cells#[c] = m; }"),
            5 => Pairs("a copied struct", false, "var own = pair#; own.X += i; results#[i] = own.X;"),
            _ => Pairs("a shared struct", true, "pair#.X += i; results#[i] = 1;"),
        };
    }

    private static Part Cells(string shape, bool race, string body, string filling) =>
        new(shape, race, body) { Fields = Cell, Locals = $"var cells# = new Cell#[n]; {filling}" };

    private static Part Pairs(string shape, bool race, string body) => new(shape, race, body)
    {
        Fields = "struct Pair# { public int X, Y; }",
        Locals = "var pair# = new Pair#(); var results# = new int[n];",
    };
}
