namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that change objects: each its own, or all the same.</summary>
internal static class ObjectParts
{
    private const string Cell = "class Cell# { public int Value; public int Count { get; set; } public void Add(int x) => Value += x; } ";

    public static Part Any(Draw draw)
    {
        string change = draw.Of("Value++;", "Count += i;", "Add(i);"), changed = change.Replace("i", "by", StringComparison.Ordinal);
        return draw.Below(7) switch
        {
            0 => Cells($"cells#[i].{change}", false, "for (int c = 0; c < n; c++) cells#[c] = new Cell#();"),
            1 => Cells($"cells#[i].{change}", true, "Array.Fill(cells#, new Cell#());"),
            2 => Cells($"var own = new Cell#(); own.{change} cells#[i] = own;", false, ""),
            3 => Cells($"cells#[i] = shared#; cells#[i].{change}", true, "var shared# = new Cell#();"),
            4 => Cells(
                $"Change#(cells#[i], i); void Change#(Cell# cell, int by) => cell.{changed}",
                false,
                "for (int c = 0; c < n; c++) { var made = new Cell#(); cells#[c] = made; }"),
            5 => Pairs("var own = pair#; own.X += i; results#[i] = own.X;", false),
            _ => Pairs("pair#.X += i; results#[i] = 1;", true),
        };
    }

    private static Part Cells(string body, bool race, string filling) =>
        new(body, race, body) { Fields = Cell, Locals = $"var cells# = new Cell#[n]; {filling}" };

    private static Part Pairs(string body, bool race) => new(body, race, body)
    {
        Fields = "struct Pair# { public int X, Y; }",
        Locals = "var pair# = new Pair#(); var results# = new int[n];",
    };
}
