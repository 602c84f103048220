using Fearless.Mutation.Mutants;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

public class InstrumenterTests
{
    [Fact]
    public void Every_kind_of_place_asks_whether_it_is_the_one()
    {
        LibrarySources library = Snippet.Library(
            """
            class Flag
            {
                AtomicLong _word;
                public void Set()
                {
                    Fence.Full();
                    _word.Write(1);
                    if (_word.Exchange(2) == _word.Read())
                        return;
                }
            }
            """);
        (LibrarySources instrumented, IReadOnlyList<MutationSite> sites) = Instrumenter.Instrument(library, SiteFinder.Find(library));
        string text = instrumented.Trees["Room/Snippet.cs"].ToString();
        Assert.Equal(6, sites.Count);
        Assert.Contains("if(!global::Fearless.Atomics.Mutant.Is(0))", Squeezed(text));
        Assert.Contains("_word.MutantWrite(1,site:1)", Squeezed(text));
        Assert.Contains("if(!global::Fearless.Atomics.Mutant.Is(2)&&(_word.MutantExchange(2,site:3,fence:4)==_word.MutantRead(site:5)))", Squeezed(text));
    }

    [Fact]
    public void A_branch_that_cannot_be_skipped_is_left_out_and_its_neighbours_are_not()
    {
        LibrarySources library = Snippet.Library(
            """
            class Box
            {
                AtomicInt _word;
                bool TryTake(out int value) { value = _word.Read(); return value > 0; }
                public int Take()
                {
                    if (!TryTake(out int value))
                        return 0;
                    if (_word.Read() > value)
                        return 1;
                    return value;
                }
            }
            """);
        (_, IReadOnlyList<MutationSite> sites) = Instrumenter.Instrument(library, SiteFinder.Find(library));
        Assert.Equal(["_word.Read() > value"], sites.Where(static site => site.Kind == MutationKind.SkipBranch).Select(static site => site.Code));
    }

    [Fact]
    public void A_branch_that_an_out_parameter_needs_is_left_out()
    {
        LibrarySources library = Snippet.Library(
            """
            class Box
            {
                AtomicInt _word;
                bool TryTake(out int value)
                {
                    if (_word.Read() > 0)
                    {
                        value = 1;
                        return true;
                    }
                    else
                    {
                        value = 0;
                    }
                    return false;
                }
                bool TryFind(out int value)
                {
                    while (true)
                    {
                        if (TryTake(out value))
                            return true;
                        if (_word.Read() < 0)
                            return false;
                    }
                }
            }
            """);
        (_, IReadOnlyList<MutationSite> sites) = Instrumenter.Instrument(library, SiteFinder.Find(library));
        Assert.Equal(
            ["_word.Read() > 0", "_word.Read() < 0"],
            sites.Where(static site => site.Kind == MutationKind.SkipBranch).Select(static site => site.Code));
    }

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
