using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Analyzers.Tests.Interpretation;

/// <summary>What is kept of code that reaches much is bounded, so that whoever calls it is not slowed down by it.</summary>
public class BoundTests
{
    private static readonly SyntaxNode At = SyntaxFactory.ParseExpression("x");

    [Fact]
    public void Of_the_places_that_one_line_touches_eight_are_kept()
    {
        var recorder = new Recorder(new Scope(null));
        for (int number = 0; number < 20; number++)
            recorder.Add(Write(new Place(Outside($"object{number}"))));

        Assert.Equal(Enumerable.Range(0, 8).Select(static number => $"object{number}"), recorder.Accesses.Select(static access => access.Place.Root.Name));
    }

    [Fact]
    public void Reads_and_writes_and_other_lines_are_counted_by_themselves()
    {
        var recorder = new Recorder(new Scope(null));
        SyntaxNode elsewhere = SyntaxFactory.ParseExpression("y");
        for (int number = 0; number < 20; number++)
        {
            Access write = Write(new Place(Outside($"object{number}")));
            recorder.Add(write);
            recorder.Add(write with { Kind = AccessKind.Read });
            recorder.Add(write with { At = elsewhere });
        }

        Assert.Equal(24, recorder.Accesses.Count);
    }

    [Fact]
    public void What_is_further_away_than_eight_steps_is_not_kept()
    {
        var recorder = new Recorder(new Scope(null));
        var near = new Place(Outside("object"), [.. Enumerable.Repeat<Selector>(ContentSelector.Instance, 8)]);
        recorder.Add(Write(near));
        recorder.Add(Write(near.Then(ContentSelector.Instance)));

        Assert.Equal([near], recorder.Accesses.Select(static access => access.Place));
    }

    [Fact]
    public void The_same_access_is_kept_once_and_one_to_own_memory_never()
    {
        var scope = new Scope(null);
        var recorder = new Recorder(scope);
        Access write = Write(new Place(Outside("object")));
        recorder.Add(write);
        recorder.Add(write with { });
        recorder.Add(Write(new Place(new Root(RootKind.Fresh, "own", null, scope))));

        Assert.Single(recorder.Accesses);
    }

    [Fact]
    public void Of_the_objects_that_a_value_may_be_six_are_followed()
    {
        Value value = Value.Unknown;
        for (int number = 0; number < 20; number++)
            value = value.Join(Value.Of(Outside($"object{number}")), static (x, _) => x);

        Assert.Equal(6, value.Places.Length);
    }

    private static Root Outside(string name) => new(RootKind.Given, name, null, scope: null);

    private static Access Write(Place place) => new(place, AccessKind.Write, LockSet.None, Facts.None, At, place.Root.Name, null);
}
