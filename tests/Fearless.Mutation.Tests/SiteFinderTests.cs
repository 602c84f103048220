using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

public class SiteFinderTests
{
    private const string Code =
        """
        class Flag
        {
            AtomicInt _word;
            AtomicRef<string> _name;
            int _plain;
            public bool IsSet => _word.Read() == 1;
            public bool IsNamed() => IsSet && _plain > 0;
            public void Set()
            {
                Fence.Full();
                _word.Write(1);
                _name.Write("set");
                _word.CompareAndSet(1, 2);
                if (IsNamed())
                    _plain = 1;
                if (_plain > 1)
                    _word.WriteRelaxed(_plain);
            }
        }
        """;

    [Fact]
    public void Finds_reads_writes_fences_updates_and_branches_that_look_at_shared_state()
    {
        IReadOnlyList<MutationSite> sites = SiteFinder.Find(Snippet.Library(Code));
        Assert.Equal(
            [
                (MutationKind.WeakenAcquire, "_word.Read()"),
                (MutationKind.RemoveFence, "Fence.Full();"),
                (MutationKind.WeakenRelease, "_word.Write(1)"),
                (MutationKind.TearUpdate, "_word.CompareAndSet(1, 2)"),
                (MutationKind.LoseFence, "_word.CompareAndSet(1, 2)"),
                (MutationKind.SkipBranch, "IsNamed()"),
            ],
            sites.Select(static site => (site.Kind, site.Code)));
    }

    [Fact]
    public void Says_where_each_place_is()
    {
        MutationSite site = SiteFinder.Find(Snippet.Library(Code))[0];
        Assert.Equal(("Room/Snippet.cs", "Room", "Flag.IsSet", 8), (site.File, site.Room, site.Member, site.Line));
    }

    [Fact]
    public void Tells_places_apart_that_are_alike()
    {
        IReadOnlyList<MutationSite> sites = SiteFinder.Find(Snippet.Library("class A { AtomicInt _a; public int Two => _a.Read() + _a.Read(); }"));
        Assert.Equal(["Room/Snippet.cs|A.Two|WeakenAcquire|_a.Read()", "Room/Snippet.cs|A.Two|WeakenAcquire|_a.Read() #2"], sites.Select(static site => site.Key));
    }

    [Fact]
    public void Leaves_the_atomics_themselves_alone() =>
        Assert.All(SiteFinder.Find(Snippet.Library(Code)), static site => Assert.Equal("Room", site.Room));
}
