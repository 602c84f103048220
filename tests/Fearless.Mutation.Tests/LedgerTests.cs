using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

public sealed class LedgerTests : IDisposable
{
    private const string Code =
        """
        class Flag
        {
            AtomicInt _word;
            public int Twice() => _word.Read() + _word.Read();
            public void Set() => _word.Write(1);
        }
        """;

    private readonly FileInfo _file = new(Path.GetTempFileName());

    public LedgerTests() => _file.Delete();

    public void Dispose() => _file.Delete();

    [Fact]
    public void A_verdict_is_of_one_place_and_is_found_again_by_the_next_run()
    {
        IReadOnlyList<MutationSite> sites = Sites(Code);
        new Ledger(_file).Add(new Verdict(sites[0], Outcome.Caught, "FlagTests.Works"));
        var ledger = new Ledger(_file);
        Assert.Equal(new Verdict(sites[0], Outcome.Caught, "FlagTests.Works"), ledger.Find(sites[0]));
        Assert.Null(ledger.Find(sites[1]));
    }

    [Theory]
    [InlineData("_word.Write(1)", "_word.Write(2)", true)]
    [InlineData("class Flag\n{", "class Flag\n{\n    // Words.", true)]
    [InlineData("=> _word.Read()", "=> /* both */ _word.Read()", true)]
    [InlineData("_word.Read() + _word.Read()", "_word.Read() * _word.Read()", false)]
    [InlineData("_word.Read() + _word.Read()", "_word.Read()", false)]
    public void A_verdict_stands_while_the_code_of_its_member_is_the_same(string before, string after, bool stands)
    {
        new Ledger(_file).Add(new Verdict(Sites(Code)[0], Outcome.Caught, "FlagTests.Works"));
        Assert.Contains(before, Code, StringComparison.Ordinal);
        MutationSite place = Sites(Code.Replace(before, after, StringComparison.Ordinal))[0];
        var ledger = new Ledger(_file);
        Assert.Equal(stands, ledger.Find(place) is not null);
        Assert.Equal("FlagTests.Works", ledger.LastCatcher(place));
    }

    [Fact]
    public void What_is_written_is_sorted_and_holds_nothing_of_code_that_is_gone()
    {
        IReadOnlyList<MutationSite> sites = Sites(Code);
        var ledger = new Ledger(_file);
        foreach (MutationSite site in sites.Reverse())
            ledger.Add(new Verdict(site, Outcome.Survived, By: null));
        ledger.KeepOnly(sites.Skip(1));
        string[] lines = File.ReadAllLines(_file.FullName);
        Assert.Equal(["{", "}"], [lines[0], lines[^1]]);
        Assert.Equal(
            [Line(sites[2]), Line(sites[1])],
            lines[1..^1].Select(static line => line[..line.IndexOf("\":", StringComparison.Ordinal)]));
    }

    private static string Line(MutationSite site) => $"  \"{site.Key}";

    private static IReadOnlyList<MutationSite> Sites(string code) => SiteFinder.Find(Snippet.Library(code));
}
