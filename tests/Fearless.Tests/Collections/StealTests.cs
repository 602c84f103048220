using Fearless.Collections;

namespace Fearless.Tests.Collections;

public class StealTests
{
    [Fact]
    public void Each_outcome_says_what_it_is()
    {
        Assert.Equal((true, false, false), Flags(default(Steal<int>)));
        Assert.Equal((true, false, false), Flags(Steal.Empty<int>()));
        Assert.Equal((false, true, false), Flags(Steal.Success(5)));
        Assert.Equal((false, false, true), Flags(Steal.Retry<int>()));
        Assert.Equal("Success(5)", Steal.Success(5).ToString());
        Assert.Equal("Retry", Steal.Retry<int>().ToString());

        static (bool Empty, bool Success, bool Retry) Flags(Steal<int> steal) => (steal.IsEmpty, steal.IsSuccess, steal.IsRetry);
    }

    [Fact]
    public void Only_a_success_has_a_value()
    {
        Assert.True(Steal.Success("a").TryGetValue(out string? value));
        Assert.Equal("a", value);
        Assert.Equal("a", Steal.Success("a").Value);
        Assert.False(Steal.Retry<string>().TryGetValue(out value));
        Assert.Null(value);
        Assert.Contains("Retry", Assert.Throws<InvalidOperationException>(() => Steal.Retry<string>().Value).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StealStatus.Empty, StealStatus.Empty, StealStatus.Empty)]
    [InlineData(StealStatus.Empty, StealStatus.Retry, StealStatus.Retry)]
    [InlineData(StealStatus.Retry, StealStatus.Empty, StealStatus.Retry)]
    [InlineData(StealStatus.Retry, StealStatus.Retry, StealStatus.Retry)]
    [InlineData(StealStatus.Empty, StealStatus.Success, StealStatus.Success)]
    [InlineData(StealStatus.Retry, StealStatus.Success, StealStatus.Success)]
    [InlineData(StealStatus.Success, StealStatus.Retry, StealStatus.Success)]
    public void Or_else_prefers_a_success_then_a_retry(StealStatus first, StealStatus second, StealStatus expected)
    {
        int calls = 0;
        Steal<int> result = Make(first).OrElse(() =>
        {
            calls++;
            return Make(second);
        });
        Assert.Equal(expected, result.Status);
        Assert.Equal(first == StealStatus.Success ? 0 : 1, calls);
        Assert.Equal(expected, Make(first).OrElse(second, static second => Make(second)).Status);
        Assert.Equal(expected, new[] { Make(first), Make(second) }.FirstSuccess().Status);
    }

    [Fact]
    public void Several_stealers_are_tried_until_one_has_an_item()
    {
        Worker<int> empty = Worker.CreateLifo<int>(), first = Worker.CreateLifo<int>(), second = Worker.CreateLifo<int>();
        Assert.True(Steal.From<int>().IsEmpty);
        Assert.True(Steal.From(empty.Stealer, first.Stealer).IsEmpty);
        first.Push(1);
        second.Push(2);
        Assert.Equal(1, Steal.From(empty.Stealer, first.Stealer, second.Stealer).Value);
        Assert.Equal(2, Steal.From(empty.Stealer, first.Stealer, second.Stealer).Value);
    }

    [Fact]
    public void The_sequence_is_enumerated_no_further_than_the_first_success()
    {
        Assert.Equal(7, Attempts().FirstSuccess().Value);

        static IEnumerable<Steal<int>> Attempts()
        {
            yield return Steal.Retry<int>();
            yield return Steal.Success(7);
            Assert.Fail("There was an item already.");
        }
    }

    [Fact]
    public void A_missing_delegate_is_refused()
    {
        Assert.Equal("next", Assert.Throws<ArgumentNullException>(() => Steal.Success(1).OrElse(null!)).ParamName);
        Assert.Equal("next", Assert.Throws<ArgumentNullException>(() => Steal.Success(1).OrElse<int>(1, null!)).ParamName);
        Assert.Equal("attempts", Assert.Throws<ArgumentNullException>(() => Steal.FirstSuccess<int>(null!)).ParamName);
    }

    private static Steal<int> Make(StealStatus status) => status switch
    {
        StealStatus.Success => Steal.Success(1),
        StealStatus.Retry => Steal.Retry<int>(),
        _ => Steal.Empty<int>(),
    };
}
