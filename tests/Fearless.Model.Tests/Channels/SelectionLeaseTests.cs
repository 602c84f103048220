using Fearless.Channels;

namespace Fearless.ModelTests.Channels;

/// <summary>A core is used by the one that it is lent to, whoever still has an older lease.</summary>
public class SelectionLeaseTests
{
    [Fact]
    public void A_lease_that_is_over_never_runs_beside_the_next_one() => Model.Check(
        () =>
        {
            var core = new SelectionCore();
            Assert.True(core.TryLend(out long first));
            var user = new User();
            Model.Thread(() => user.TryUse(core, first), "stale");
            if (!TryGiveBack(core, first))
                return;
            Assert.True(core.TryLend(out long second));
            Assert.NotEqual(first, second);
            Assert.True(user.TryUse(core, second));
            Model.JoinAll();
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_core_that_two_give_back_is_lent_once() => Model.Check(
        () =>
        {
            var core = new SelectionCore();
            Assert.True(core.TryLend(out long first));
            Model.Thread(() => core.GiveBack(first), "other");
            core.GiveBack(first);
            Assert.True(core.TryLend(out long second));
            Model.JoinAll();
            // The other one has not ended it.
            Assert.False(core.TryLend(out _));
            Assert.True(new User().TryUse(core, second));
        },
        ModelBudget.Bounded);

    private static bool TryGiveBack(SelectionCore core, long lease)
    {
        try
        {
            core.GiveBack(lease);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private sealed class User
    {
        // Two at the same time would be a race.
        private Checked<int> _uses;

        public bool TryUse(SelectionCore core, long lease)
        {
            try
            {
                core.Enter(lease);
            }
            catch (InvalidOperationException)
            {
                return false;
            }
            _uses.Write(_uses.Read() + 1);
            core.Leave(lease);
            return true;
        }
    }
}
