using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>One object, reached by several ways.</summary>
public class AliasTests
{
    [Theory]
    [InlineData("var cells = new Cell[n]; for (int c = 0; c < n; c++) cells[c] = new Cell();", true)]
    [InlineData("var cells = new Cell[n]; Array.Fill(cells, new Cell());", false)]
    [InlineData("var cells = new Cell[n]; cells.AsSpan().Fill(new Cell());", false)]
    [InlineData("var one = new Cell(); var cells = new Cell[n]; for (int c = 0; c < n; c++) cells[c] = one;", false)]
    [InlineData("Cell[] cells = Enumerable.Repeat(new Cell(), n).ToArray();", false)]
    [InlineData("var one = new Cell(); Cell[] cells = [one, one];", false)]
    [InlineData("var one = new Cell(); Cell[] cells = [one, one.Itself()];", false)]
    [InlineData("Cell[] cells = [new Cell(), new Cell()];", true)]
    [InlineData("var cells = new List<Cell>(); for (int c = 0; c < n; c++) cells.Add(new Cell());", true)]
    [InlineData("var one = new Cell(); var cells = new List<Cell>(); for (int c = 0; c < n; c++) cells.Add(one);", false)]
    [InlineData("var one = new Cell(); var cells = new List<Cell> { one, one };", false)]
    public void Elements_race_where_one_object_is_in_several_of_them(string filling, bool isAccepted)
    {
        Assert.Equal(isAccepted, Check("Parallel.For(0, n, i => { cells[i].Value++; });"));
        Assert.Equal(isAccepted, Check("Parallel.For(0, n, i => cells[i].Count());"));
        Assert.Equal(isAccepted, Check("Parallel.ForEach(cells, cell => { cell.Value++; });"));
        Assert.Equal(isAccepted, Check("cells.Par().ForEach(cell => cell.Count());"));

        bool Check(string loop) => Snippet.Check(
            $$"""
            class Cell { public int Value; public void Count() => Value++; public Cell Itself() => this; }
            class C { static void Run(int n) { {{filling}} {{loop}} } }
            """) is [];
    }

    [Theory]
    [InlineData("new Owner(log), new Owner(log)", false)]
    [InlineData("new Owner(new List<int>()), new Owner(new List<int>())", true)]
    [InlineData("new Owner(new Owner(log).Log), new Owner(log)", false)]
    public void Two_objects_race_in_a_third_to_which_both_refer(string owners, bool isAccepted)
    {
        Assert.Equal(isAccepted, Check("Owner[] all = [OWNERS]; all.Par().ForEach(static owner => owner.Add());"));
        Assert.Equal(isAccepted, Check("Owner[] all = [OWNERS]; Parallel.For(0, 2, i => all[i].Log.Add(i));"));
        Assert.Equal(isAccepted, Check("var (left, right) = (OWNERS); Par.Join(() => left.Add(), () => right.Add());"));

        bool Check(string statements) => Snippet.Check(
            $$"""
            class Owner { public readonly List<int> Log; public Owner(List<int> log) => Log = log; public void Add() => Log.Add(1); }
            class C { static void Run() { var log = new List<int>(); {{statements.Replace("OWNERS", owners, StringComparison.Ordinal)}} } }
            """) is [];
    }
}
