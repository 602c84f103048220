using Fearless.Channels;

namespace Fearless.ModelTests.Channels;

/// <summary>The blocks of a channel without a limit: what the contract of all flavors does not reach in few steps.</summary>
public class ListCoreTests
{
    [Fact]
    public void A_block_is_used_again_when_its_values_are_out() => Model.Check(static () =>
    {
        // Blocks of two and three slots under the model.
        var core = new ListCore<int>();
        core.TrySend(1);
        core.TrySend(2);
        int received = 0;
        Model.Thread(() => core.TryReceive(out received), "receiver");
        core.TryReceive(out int own);
        // Six: the last two begin the block that was kept.
        for (int value = 3; value <= 6; value++)
            core.TrySend(value);
        Model.JoinAll();
        Assert.Equal(3, own + received);
    }, ModelBudget.Bounded);
}
