using Fearless.Sync;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync;

/// <summary>A latch counts as one thread would, and forgets nobody who waits.</summary>
[Collection(nameof(Alone))]
public class CountLatchLinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_count_goes_up_and_down_but_never_leaves_zero() => Counting()
        .Operation("Count", static latch => latch.Count, static model => (int)model.Value)
        .Check(Options);

    [Fact]
    public void A_wait_ends_when_the_count_has_reached_zero() => Counting()
        // The count reaches zero a moment before the latch is set: not yet set is right while a decrement is under way.
        .Operation("IsSet", static latch => latch.IsSet, static model => model.Value == 0, givesUp: static isSet => !isSet)
        .BlockingOperation(
            "Wait",
            static (latch, token) =>
            {
                latch.Wait(token);
                return true;
            },
            static (SequentialCounter model, out bool isSet) => isSet = model.Value == 0)
        .Check(Options);

    private static LinearizabilityTest<CountLatch, SequentialCounter> Counting() => LinearizabilityTest
        .For(static () => new CountLatch(2), static () => new SequentialCounter(2))
        .Operation("TryIncrement", static latch => latch.TryIncrement(), static model => model.Value > 0 && model.Increment() > 0)
        .Operation("Decrement", static latch => latch.Decrement(), static model => model.TryDecrement()
            ? model.Value == 0
            : throw new InvalidOperationException("The count is zero already."));
}
