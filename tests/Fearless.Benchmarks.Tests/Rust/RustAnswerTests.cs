using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Rust;

namespace Fearless.Benchmarks.Tests.Rust;

public class RustAnswerTests
{
    [Fact]
    public void An_answer_holds_times_and_the_check_value() =>
        Assert.Equal(new Sample(1_500, 2_900, AllocatedBytes: null, Check: ulong.MaxValue), RustAnswer.Parse("ok 1500 2900 18446744073709551615"));

    [Theory]
    [InlineData("error unknown workload: x")]
    [InlineData("ok 1 2")]
    [InlineData("ok 1 2 three")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused_with_its_text(string? line)
    {
        var exception = Assert.Throws<RustPeerException>(() => RustAnswer.Parse(line));

        Assert.Contains(line ?? "ended", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_line_tells_the_versions() =>
        Assert.Equal(("1.6.1", "0.5.6"), RustAnswer.ReadyVersions("ready 1.6.1 2 0.5.6", workers: 2));

    [Theory]
    [InlineData("ready 1.6.1 8 0.5.6")]
    [InlineData("thread panicked")]
    [InlineData(null)]
    public void A_pool_of_another_size_is_refused(string? line) => Assert.Throws<RustPeerException>(() => RustAnswer.ReadyVersions(line, workers: 2));
}
