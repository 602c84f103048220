using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>A new object belongs to its maker until it is put where others find it.</summary>
public class PublicationTests
{
    [Theory]
    [InlineData("var made = new Config { Size = 3 }; lock (_gate) _current = made;", true)]
    [InlineData("var made = new Config(); lock (_gate) _current = made; made.Size = 3;", false)]
    [InlineData("lock (_gate) { _current = new Config(); _current.Size = 3; }", true)]
    [InlineData("lock (_gate) _current = new Config(); _current.Size = 3;", false)]
    [InlineData("var made = new Config(); lock (_gate) { _current = made; made.Size = 3; }", true)]
    public void Changing_an_object_after_it_was_published_races_with_its_readers(string writer, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class Config { public int Size; }
            class C {
                readonly object _gate = new();
                Config _current = new();
                void Run() => Parallel.Invoke(Write, Read);
                void Write() { {{writer}} }
                void Read() { lock (_gate) Console.WriteLine(_current.Size); }
            }
            """) is []);

    [Fact]
    public void Each_changes_the_object_that_it_has_published_itself() =>
        Assert.Empty(Snippet.Check(
            """
            class Config { public int Size; }
            class C {
                readonly object _gate = new();
                Config _last = new();
                void Run() => Parallel.For(0, 9, i => { var own = new Config(); lock (_gate) _last = own; own.Size = i; });
            }
            """));
}
