namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>Iterations that write and read elements. Whether they race is found by going through all pairs of iterations.</summary>
internal static class ElementParts
{
    public static Part Any(Draw draw, int? count) => draw.Below(6) switch
    {
        0 => Blocks(draw, count),
        1 => Matrix(draw, count),
        2 => Nested(draw, count),
        _ => Elements(draw, count),
    };

    // a[f(i)] = a[g(i)] + 1
    private static Part Elements(Draw draw, int? count)
    {
        IndexForm written = IndexForm.Any(draw), read = IndexForm.Any(draw);
        bool readsToo = draw.OneIn(2);
        string value = readsToo ? $"a#[{read.Text}] + 1" : draw.Of("i", "b#[i] * 2");
        string assignment = draw.OneIn(3) && !readsToo ? "+=" : "=";
        string body = draw.Below(4) switch
        {
            0 => $"int at# = {written.Text}; a#[at#] {assignment} {value};",
            1 => $"Put#(a#, {written.Text}, {value});",
            _ => $"a#[{written.Text}] {assignment} {value};",
        };
        bool race = Race(count, (i, n) => [written.Of(i, n)], (i, n) => readsToo ? [read.Of(i, n)] : []);
        return new Part("elements", race, body)
        {
            Fields = "static void Put#(int[] to, int at, int value) => to[at] = value;",
            Locals = "int[] a# = new int[4 * n + 16], b# = new int[n];",
        };
    }

    // Iteration i has the elements from i * width on.
    private static Part Blocks(Draw draw, int? count)
    {
        int width = 2 + draw.Below(4), length = width + draw.Of(-1, 0, 0, 0, 1), step = draw.Of(1, 1, 2);
        string body = $"for (int j# = i * {width}; j# < i * {width} + {length}; j# += {step}) a#[j#]++;";
        int[] offsets = [.. Enumerable.Range(0, length).Where(j => j % step == 0)];
        bool race = Race(count, (i, _) => offsets.Select(j => (i * width) + j), static (_, _) => []);
        return new Part("blocks", race, body) { Locals = "var a# = new int[8 * n + 16];" };
    }

    // Iteration i goes along a row or a column, and looks at a neighbour.
    private static Part Matrix(Draw draw, int? count)
    {
        int rowOffset = draw.Of(0, 0, 0, 1), columnOffset = draw.Of(0, 1, 1);
        bool transposed = draw.OneIn(4), swapped = draw.OneIn(5);
        string written = transposed ? "j#, i" : "i, j#", neighbour = $"i + {rowOffset}, j# - {columnOffset}";
        string read = transposed != swapped ? $"j# - {columnOffset}, i + {rowOffset}" : neighbour;
        string body = $"for (int j# = 1; j# < n; j#++) m#[{written}] = m#[{read}] + 1;";
        bool race = Race(
            count,
            (i, n) => Enumerable.Range(1, n - 1).Select(j => transposed ? Cell(j, i) : Cell(i, j)),
            (i, n) => Enumerable.Range(1, n - 1).Select(
                j => transposed != swapped ? Cell(j - columnOffset, i + rowOffset) : Cell(i + rowOffset, j - columnOffset)));
        return new Part("matrix", race, body) { Locals = "var m# = new int[n + 2, n + 2];" };
    }

    // A loop in parallel in each iteration: it races with the others', and with itself.
    private static Part Nested(Draw draw, int? count)
    {
        (string text, Func<int, int, int> of) = draw.Of<(string, Func<int, int, int>)>(
            ("i, j#", Cell),
            ("j#, i", static (i, j) => Cell(j, i)),
            ("i, 0", static (i, _) => Cell(i, 0)),
            ("0, j#", static (_, j) => Cell(0, j)),
            ("i, i + j#", static (i, j) => Cell(i, i + j)),
            ("i % 2, j#", static (i, j) => Cell(i % 2, j)));
        string body = $"Parallel.For(0, 4, j# => {{ m#[{text}] += 1; }});";
        bool raceWithin = Enumerable.Range(0, 4).Select(j => of(0, j)).Distinct().Count() < 4;
        bool race = raceWithin || Race(count, (i, _) => Enumerable.Range(0, 4).Select(j => of(i, j)), static (_, _) => []);
        return new Part("loop in a loop", race, body) { Locals = "var m# = new int[n + 4, n + 4];" };
    }

    private static int Cell(int row, int column) => (row * 1000) + column;

    // Where the count is not known, some count has to make it race. The numbers here are small: 40 iterations are enough for two to meet.
    private static bool Race(int? count, Func<int, int, IEnumerable<int>> writes, Func<int, int, IEnumerable<int>> reads) =>
        (count is { } known ? [known] : Enumerable.Range(2, 39)).Any(n => RaceOf(n, writes, reads));

    private static bool RaceOf(int n, Func<int, int, IEnumerable<int>> writes, Func<int, int, IEnumerable<int>> reads)
    {
        HashSet<int>[] written = [.. Enumerable.Range(0, n).Select(i => writes(i, n).ToHashSet())];
        HashSet<int>[] touched = [.. Enumerable.Range(0, n).Select(i => reads(i, n).Concat(written[i]).ToHashSet())];
        return Enumerable.Range(0, n).Any(i => Enumerable.Range(0, n).Any(j => i != j && written[i].Overlaps(touched[j])));
    }
}
