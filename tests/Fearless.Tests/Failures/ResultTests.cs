namespace Fearless.Tests.Failures;

public class ResultTests
{
    [Fact]
    public void A_result_holds_a_value_or_an_error()
    {
        Result<int, string> ok = 3;
        Result<int, string> error = "bad";
        Assert.True(ok.IsOk);
        Assert.False(ok.IsError);
        Assert.Equal(3, ok.Value);
        Assert.True(error.IsError);
        Assert.False(error.IsOk);
        Assert.Equal("bad", error.Error);
        Assert.Equal("Ok(3)", ok.ToString());
        Assert.Equal("Error(bad)", error.ToString());
    }

    [Fact]
    public void A_default_is_neither_and_says_so()
    {
        Result<int, string> none = default;
        Assert.False(none.IsOk);
        Assert.False(none.IsError);
        Assert.Contains("default", Assert.Throws<InvalidOperationException>(() => none.Value).Message, StringComparison.Ordinal);
        Assert.Contains("default", Assert.Throws<InvalidOperationException>(() => none.Error).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => none.TryGetValue(out _, out _));
        Assert.Throws<InvalidOperationException>(() => none.Match(static x => x, static x => x.Length));
        Assert.Equal("default", none.ToString());
    }

    [Fact]
    public void What_is_not_there_is_refused_with_what_is_there()
    {
        var failure = new FormatException("cause");
        var refusal = Assert.Throws<InvalidOperationException>(() => Result.Error<int, FormatException>(failure).Value);
        Assert.Same(failure, refusal.InnerException);
        Assert.Contains("cause", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(static () => Result.Ok<int, string>(3).Error);
    }

    [Fact]
    public void Projections_change_one_case_and_keep_the_other()
    {
        Result<int, string> ok = 3;
        Result<int, string> error = "bad";
        Assert.Equal(Result.Ok<string, string>("3"), ok.Select(static x => $"{x}"));
        Assert.Equal(Result.Error<string, string>("bad"), error.Select(static x => $"{x}"));
        Assert.Equal("odd", ok.SelectMany(static x => x % 2 == 0 ? Result.Ok<int, string>(x) : Result.Error<int, string>("odd")).Error);
        Assert.Equal("bad", error.SelectMany(static x => Result.Ok<int, string>(x)).Error);
        Assert.Equal(3, ok.SelectError(static x => x.Length).Value);
        Assert.Equal(3, error.SelectError(static x => x.Length).Error);
        Assert.Equal(4, ok.Match(static x => x + 1, static x => x.Length));
        Assert.Equal(3, error.Match(static x => x + 1, static x => x.Length));
    }

    [Fact]
    public void Results_are_equal_if_they_are_the_same_case_and_hold_equals()
    {
        Assert.True(Result.Ok<int, int>(3) == Result.Ok<int, int>(3));
        Assert.True(Result.Ok<int, int>(0) != Result.Error<int, int>(0));
        Assert.True(Result.Ok<int, int>(0) != default);
        Assert.False(Result.Ok<int, int>(3).Equals((object)3));
        Assert.Equal(Result.Ok<int, int>(3).GetHashCode(), Result.Ok<int, int>(3).GetHashCode());
    }

    [Fact]
    public void Null_functions_are_named()
    {
        Result<int, string> ok = 3;
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => ok.Select((Func<int, int>)null!)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => ok.SelectMany((Func<int, Result<int, string>>)null!)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => ok.SelectError((Func<string, int>)null!)).ParamName);
        Assert.Equal("onOk", Assert.Throws<ArgumentNullException>(() => ok.Match(null!, static x => x.Length)).ParamName);
        Assert.Equal("onError", Assert.Throws<ArgumentNullException>(() => ok.Match(static x => x, null!)).ParamName);
    }
}
