using Fearless.Mutation.Reports;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

public class MutationTableTests
{
    [Fact]
    public void Counts_and_names_what_was_not_caught_with_the_remark_on_it()
    {
        LibrarySources library = Snippet.Library("class A { AtomicInt _a; public int One => _a.Read(); public int Two => _a.Read() | 2; public int Three => _a.Increment(); }");
        IReadOnlyList<MutationSite> sites = SiteFinder.Find(library);
        string page = MutationTable.Write(
            sites,
            [
                new(sites[0], Outcome.Caught, "Test"), new(sites[1], Outcome.Survived, null), new(sites[2], Outcome.NotReached, null),
                new(sites[3], Outcome.Survived, null),
            ],
            new Remarks(new Dictionary<string, string> { [sites[1].Key] = "Nobody minds." }));

        Assert.Contains("| Room/Snippet.cs | 3 | 1 | 1 | 0 | 1 | 100 % |", page);
        Assert.Contains("| read relaxed | 2 | 1 | 1 | 0 | 0 | 100 % |", page);
        Assert.Contains("| update torn apart | 1 | 0 | 0 | 0 | 1 |  |", page);
        Assert.Contains("| Room/Snippet.cs, `A.Two` | `_a.Read()` | read relaxed | Nobody minds. |", page);
        Assert.Contains("| Room/Snippet.cs | 1 | 0 |", page);
    }
}
