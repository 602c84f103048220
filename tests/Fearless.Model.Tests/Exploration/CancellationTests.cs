namespace Fearless.ModelTests.Exploration;

public class CancellationTests
{
    [Fact]
    public void Who_looks_at_a_token_in_vain_after_a_fence_is_seen_by_the_callback() => ModelBudget.CheckAll(() => Look(hasFence: true));

    [Fact]
    public void Who_looks_without_a_fence_may_not_be() =>
        ModelBudget.Catches(ModelFailureKind.Exception, static () => Look(hasFence: false));

    private static void Look(bool hasFence)
    {
        using var source = new CancellationTokenSource();
        var isWaiting = new AtomicBool();
        var step = new AtomicBool();
        bool found = false;
        using CancellationTokenRegistration registration = source.Token.UnsafeRegister(_ => found = isWaiting.ReadRelaxed(), null);
        Model.Thread(() => Model.Cancel(source), "canceller");
        isWaiting.WriteRelaxed(true);
        if (hasFence)
            Fence.Full();
        // So that the look is no part of the step of the write.
        step.ReadRelaxed();
        bool seen = source.IsCancellationRequested;
        Model.JoinAll();
        Assert.True(seen || found);
    }
}
