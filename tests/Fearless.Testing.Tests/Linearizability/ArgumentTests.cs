using Fearless.Testing.Linearizability;

namespace Fearless.Testing.Tests.Linearizability;

public class ArgumentTests
{
    [Fact]
    public void Numbers_are_between_their_bounds_both_included() =>
        Assert.Equal([-1, 0, 1], Draw(Argument.Between(-1, 1), 100).Distinct().Order());

    [Fact]
    public void Any_number_can_be_asked_for() => Assert.Equal(100, Draw(Argument.Between(int.MinValue, int.MaxValue), 100).Length);

    [Fact]
    public void Distinct_numbers_never_come_twice() => Assert.Equal(Enumerable.Range(1, 100), Draw(Argument.Distinct(), 100));

    [Fact]
    public void Choices_pairs_and_selections_come_from_their_parts()
    {
        Assert.Equal(["a", "b"], Draw(Argument.OneOf("a", "b"), 100).Distinct().Order());
        Assert.Equal([false, true], Draw(Argument.Bool(), 100).Distinct().Order());
        Assert.Equal([(1, "1"), (3, "2")], Draw(Argument.Pair(Argument.Distinct(), Argument.Distinct().Select(static i => $"{i / 2}")), 2));
    }

    [Fact]
    public void The_same_seed_draws_the_same() =>
        Assert.Equal(Draw(Argument.Between(0, 1000), 100), Draw(Argument.Between(0, 1000), 100));

    [Fact]
    public void Mistakes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("to", static () => Argument.Between(1, 0));
        Assert.Throws<ArgumentException>("values", static () => Argument.OneOf<int>());
    }

    private static T[] Draw<T>(Argument<T> argument, int count)
    {
        var source = new ArgumentSource(new Random(1));
        return [.. Enumerable.Range(0, count).Select(_ => argument.Generate(source))];
    }
}
