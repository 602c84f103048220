using Fearless.Mutation.Reports;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

public sealed class MutationTableTests : IDisposable
{
    // A read of One, two alike of Two, one of Four; an update of Three and its fence.
    private static readonly IReadOnlyList<MutationSite> Sites = SiteFinder.Find(Snippet.Library(
        """
        class A
        {
            AtomicInt _a;
            public int One => _a.Read();
            public int Two => _a.Read() | _a.Read();
            public int Three => _a.Increment();
            public int Four => _a.Read() + 4;
        }
        """));

    private readonly FileInfo _file = new(Path.GetTempFileName());
    private readonly Ledger _ledger;

    public MutationTableTests()
    {
        _file.Delete();
        _ledger = new Ledger(_file);
        Add(0, Outcome.Caught);
        Add(1, Outcome.Survived);
        Add(2, Outcome.Survived);
        Add(3, Outcome.NotReached);
        Add(4, Outcome.Survived);
    }

    public void Dispose() => _file.Delete();

    [Fact]
    public void Counts_what_was_caught_explained_open_and_not_tried()
    {
        string page = Page(1);
        Assert.Contains("| Room/Snippet.cs | 5 | 1 | 1 | 0 | 2 | 1 | 20 % | 40 % |", page);
        Assert.Contains("| read relaxed | 4 | 1 | 1 | 0 | 1 | 1 | 25 % | 50 % |", page);
        Assert.Contains("| update torn apart | 1 | 0 | 0 | 0 | 1 | 0 | 0 % | 0 % |", page);
        Assert.Contains("| Room/Snippet.cs | 5 | 1 | 1 | 1 | 1 | 1 | 20 % | 60 % |", Page(1, 3));
        Assert.Contains("| Room/Snippet.cs | 1 | 0 |", page);
    }

    [Fact]
    public void Names_what_was_not_caught_with_the_remark_on_that_place_alone()
    {
        string page = Page(1, 3);
        Assert.Contains("| Room/Snippet.cs, `A.Two` | `_a.Read()` | read relaxed | Nobody minds 1. |", page);
        Assert.Contains("| Room/Snippet.cs, `A.Two #2` | `_a.Read()` | read relaxed | **not explained yet** |", page);
        Assert.Contains("| Room/Snippet.cs, `A.Three` | `_a.Increment()` | update torn apart | Nobody minds 3. |", page);
        Assert.Contains("## Not tried\n\n| place | code | change | known of other code |\n| --- | --- | --- | --- |\n| Room/Snippet.cs, `A.Four` | `_a.Read()` | read relaxed |  |", page);
    }

    [Fact]
    public void Begins_with_what_is_proven_and_what_is_only_argued()
    {
        string page = Page(1, 3);
        Assert.Contains("\n\nOf 5 mutants\n\n- **1 (20 %) make a test fail**", page);
        Assert.Contains("\n- 1 (20 %) make none fail, and a remark says why", page);
        Assert.Contains("\n- 1 (20 %) lie where no model comes", page);
        Assert.Contains("\n- 1 (20 %) are neither, and 1 (20 %) were not tried on the code as it is.\n\n| file |", page);
    }

    private void Add(int site, Outcome outcome) => _ledger.Add(new Verdict(Sites[site], outcome, By: null));

    private string Page(params int[] remarks) => MutationTable.Write(Sites, _ledger, RemarksOn(remarks));

    private static Remarks RemarksOn(params int[] sites) => new(sites.ToDictionary(static site => Sites[site].Key, static site => $"Nobody minds {site}."));
}
