using CsCheck;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Runs that end with an error as a value, against a serial loop, over random data and random trees of splits.</summary>
public class TryTests
{
    // About half of the cases have no error.
    private static readonly Gen<(int[] Items, RandomTree Tree)> Cases =
        Gen.Select(Gen.OneOf(Gen.Int[1, 60], Gen.Int[0, 60]).Array[0, 200], RandomTree.Gen);

    [Fact]
    public void Collect_gives_all_values_or_the_first_error() =>
        Cases.Sample(static c =>
        {
            Result<int[], string> expected = Serial(c.Items, static x => x, Check);
            AssertSame(expected, c.Items.Par().WithPolicy(c.Tree).Index().Select(static x => Check(x.Item, x.Index)).Collect(WhichError.First));
            AssertSame(expected, c.Items.Par().WithPolicy(c.Tree).Index().Where(static _ => true).Select(static x => Check(x.Item, x.Index)).Collect(WhichError.First));
            AssertSame(
                Serial(c.Items, static x => $"n{x}", Check),
                c.Items.Par().WithPolicy(c.Tree).Index().Select(static x => Check(x.Item, x.Index).Select(static x => $"n{x}")).Collect(WhichError.First));
        });

    [Fact]
    public void Any_error_is_one_of_those_there_are() =>
        Cases.Sample(static c =>
        {
            Result<int[], string> collected = c.Items.Par().WithPolicy(c.Tree).Index().Select(static x => Check(x.Item, x.Index)).Collect();
            if (c.Items.Contains(0))
                Assert.Equal(0, c.Items[int.Parse(collected.Error)]);
            else
                Assert.Equal(c.Items, collected.Value);
        });

    [Fact]
    public void Partition_gives_all_values_and_all_errors_in_order() =>
        Cases.Sample(static c =>
        {
            (int[] values, string[] errors) = c.Items.Par().WithPolicy(c.Tree).Index().Select(static x => Check(x.Item, x.Index)).Partition();
            Assert.Equal(c.Items.Where(static x => x != 0), values);
            Assert.Equal(c.Items.Index().Where(static x => x.Item == 0).Select(static x => $"{x.Index}"), errors);
            (values, errors) = c.Items.Par().WithPolicy(c.Tree).Where(static x => x < 5).Select(static x => Check(x, 7)).Partition();
            Assert.Equal(c.Items.Where(static x => x is > 0 and < 5), values);
            Assert.Equal(c.Items.Where(static x => x == 0).Select(static _ => "7"), errors);
        });

    [Fact]
    public void TryForEach_calls_all_or_returns_the_first_error() =>
        Cases.Sample(static c =>
        {
            int sum = 0;
            Result<Unit, string> done = c.Items.Par().WithPolicy(c.Tree).Index().TryForEach(
                x =>
                {
                    Interlocked.Add(ref sum, x.Item);
                    return Check(x.Item, x.Index).Select(static _ => Unit.Value);
                },
                WhichError.First);
            int first = Array.IndexOf(c.Items, 0);
            if (first < 0)
            {
                Assert.Equal(Unit.Value, done.Value);
                Assert.Equal(c.Items.Sum(), sum);
            }
            else
            {
                Assert.Equal($"{first}", done.Error);
                Assert.True(sum >= c.Items.Take(first).Sum());
            }
        });

    [Fact]
    public void TryAggregate_gives_what_a_serial_fold_gives() =>
        Cases.Sample(static c =>
        {
            Result<int[], string> serial = Serial(c.Items, static x => x, Check);
            Result<string, string> folded = c.Items.Par().WithPolicy(c.Tree).Index().TryAggregate(
                static () => "",
                static (text, x) => Check(x.Item, x.Index).Match(value => Result.Ok<string, string>($"{text}{value},"), Result.Error<string, string>),
                static (left, right) => Result.Ok<string, string>(left + right),
                WhichError.First);
            Assert.Equal(serial.Match(static values => string.Concat(values.Select(static x => $"{x},")), static error => error), folded.Match(static x => x, static x => x));
        });

    [Fact]
    public void TryAggregate_of_items_gives_what_a_serial_reduction_gives() =>
        Cases.Sample(static c =>
        {
            if (c.Items.Length == 0)
            {
                Assert.Throws<InvalidOperationException>(() => c.Items.Par().TryAggregate(Add));
                return;
            }
            // The sum of some items is even or zero only if that of all is refused too, so every tree agrees on whether there is an error.
            int sum = c.Items.Sum();
            Assert.Equal(sum > 2000 && c.Items.Length > 1 ? Result.Error<int, string>("large") : Result.Ok<int, string>(sum), c.Items.Par().WithPolicy(c.Tree).TryAggregate(Add));
            Assert.Equal(string.Concat(c.Items), c.Items.Par().WithPolicy(c.Tree).Select(static x => $"{x}").TryAggregate(static (a, b) => Result.Ok<string, int>(a + b)).Value);

            static Result<int, string> Add(int x, int y) => x + y > 2000 ? "large" : x + y;
        });

    [Fact]
    public void The_first_error_is_the_same_on_every_run() => PoolTest.Run(4, static pool =>
    {
        for (int repetition = 0; repetition < 200; repetition++)
        {
            int first = 100 + (repetition * 37);
            Result<int[], int> collected = Par.Range(0, 20_000).On(pool).WithMaxLength(50)
                .Select(x => x >= first && x % 3 == first % 3 ? Result.Error<int, int>(x) : Result.Ok<int, int>(x)).Collect(WhichError.First);
            Assert.Equal(first, collected.Error);
        }
    });

    [Fact]
    public void An_error_stops_what_would_run_for_a_year()
    {
        Assert.Equal(1000, Par.Range(0L, long.MaxValue).TryForEach(static x => x == 1000 ? Result.Error<Unit, long>(x) : Unit.Value).Error);
        Assert.Equal(1000, Par.Range(0L, long.MaxValue).TryForEach(static x => x == 1000 ? Result.Error<Unit, long>(x) : Unit.Value, WhichError.First).Error);
        Assert.Equal(1000, Par.Range(0L, long.MaxValue).TryAggregate(
            static () => 0L, static (sum, x) => x == 1000 ? Result.Error<long, long>(x) : Result.Ok<long, long>(sum), static (a, b) => Result.Ok<long, long>(a)).Error);
    }

    [Fact]
    public void Nothing_is_computed_behind_an_error_of_the_same_piece() => PoolTest.Run(1, static pool =>
    {
        int calls = 0;
        Assert.Equal(500, Par.Range(0, 1_000_000).On(pool).Select(x =>
        {
            calls++;
            return x == 500 ? Result.Error<int, int>(x) : Result.Ok<int, int>(x);
        }).Collect().Error);
        Assert.Equal(501, calls);
    });

    [Fact]
    public void An_exception_is_no_error_and_neither_is_a_cancellation()
    {
        Assert.Throws<FormatException>(static () => Par.Range(0, 1000).TryForEach<RangeSource<int>, int, Indexed, string>(static _ => throw new FormatException()));
        Assert.Throws<OperationCanceledException>(static () =>
            Par.Range(0, 1000).WithCancellation(new CancellationToken(true)).TryForEach<RangeSource<int>, int, Indexed, string>(static _ => Unit.Value));
        Assert.Throws<OperationCanceledException>(static () =>
            Par.Range(0, 0).WithCancellation(new CancellationToken(true)).Select(static x => Result.Ok<int, string>(x)).Collect());
    }

    [Fact]
    public void A_default_result_is_refused()
    {
        Assert.Throws<InvalidOperationException>(static () => Par.Range(0, 10).Select(static x => x == 5 ? default : Result.Ok<int, string>(x)).Collect());
        Assert.Throws<InvalidOperationException>(static () => Par.Range(0, 10).Select(static x => x == 5 ? default : Result.Ok<int, string>(x)).Partition());
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        int[] items = [1];
        Assert.Equal("which", Assert.Throws<ArgumentOutOfRangeException>(() => items.Par().Select(static x => Result.Ok<int, string>(x)).Collect((WhichError)7)).ParamName);
        Assert.Equal("which", Assert.Throws<ArgumentOutOfRangeException>(() => items.Par().TryForEach(static x => Result.Ok<Unit, string>(default), (WhichError)7)).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => items.Par().TryForEach((Func<int, Result<Unit, string>>)null!)).ParamName);
        Assert.Equal("func", Assert.Throws<ArgumentNullException>(() => items.Par().TryAggregate((Func<int, int, Result<int, string>>)null!)).ParamName);
        Assert.Equal("fold", Assert.Throws<ArgumentNullException>(() => items.Par().TryAggregate(static () => 1, (Func<int, int, Result<int, string>>)null!, static (a, _) => Result.Ok<int, string>(a))).ParamName);
        Assert.Equal("combine", Assert.Throws<ArgumentNullException>(() => items.Par().TryAggregate(static () => 1, static (a, _) => Result.Ok<int, string>(a), null!)).ParamName);
    }

    private static Result<int, string> Check(int value, int index) => value == 0 ? $"{index}" : value;

    private static Result<T[], string> Serial<T>(int[] items, Func<int, T> selector, Func<int, int, Result<int, string>> check)
    {
        var values = new List<T>();
        for (int index = 0; index < items.Length; index++)
        {
            if (!check(items[index], index).TryGetValue(out int value, out string? error))
                return error;
            values.Add(selector(value));
        }
        return values.ToArray();
    }

    private static void AssertSame<T>(Result<T[], string> expected, Result<T[], string> actual)
    {
        Assert.Equal(expected.IsOk, actual.IsOk);
        if (expected.IsOk)
            Assert.Equal(expected.Value, actual.Value);
        else
            Assert.Equal(expected.Error, actual.Error);
    }
}
