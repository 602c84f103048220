namespace Fearless.Tasks;

/// <summary>Runs a future.</summary>
/// <param name="future">What to run.</param>
/// <param name="onResult">Makes of its result what the contest has for one.</param>
/// <param name="onUnused">Is given a result that came too late; null to have it disposed, if it can be.</param>
internal class FutureArm<T, TResult>(Future<T> future, Func<T, TResult> onResult, Action<T>? onUnused) : Arm<TResult>
{
    // Claimed when it runs.
    private readonly Future<T> _future = new(future.Unclaimed);

    // INVARIANT: what the future returned, once that has been offered to the contest.
    private T _result = default!;

    public override async Future RunAsync(Contest<TResult> contest)
    {
        _result = await _future;
        await contest.OfferAsync(this);
    }

    public sealed override TResult Finish() => onResult(_result);

    public sealed override async Future GiveUpAsync()
    {
        if (onUnused is not null)
            onUnused(_result);
        else
            await Unused.DisposeAsync(_result);
    }
}
