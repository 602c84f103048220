using Fearless.Channels;
using Fearless.Sync;

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

    [Fact]
    public void A_lease_that_is_given_back_with_values_never_runs_beside_that() => Model.Check(
        () =>
        {
            var core = new SelectionCore();
            Assert.True(core.TryLend(out long lease));
            core.SetMakesValues();
            var user = new User();
            bool isUsed = false;
            ModelThread other = Model.Thread(() => isUsed = user.TryUse(core, lease), "other");
            bool isGivenBack = TryGiveBack(core, lease);
            other.Join();
            Assert.True(isUsed || isGivenBack);
            Assert.Equal(isGivenBack, core.TryLend(out _));
        },
        ModelBudget.Bounded);

    [Fact]
    public void Who_is_lent_a_core_finds_what_was_done_when_it_was_given_back() => ModelBudget.CheckAll(static () =>
    {
        var core = new SelectionCore();
        Assert.True(core.TryLend(out long lease));
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                core.Enter(lease);
                data[0].Write(1);
                core.LeaveAndGiveBack(lease);
            },
            "other");
        if (core.TryLend(out _))
            Assert.Equal(1, data[0].Read());
    });

    [Fact]
    public void A_lease_that_is_refused_is_told_why() => ModelBudget.CheckAll(static () =>
    {
        var core = new SelectionCore();
        Assert.True(core.TryLend(out long over));
        core.GiveBack(over);
        Assert.Throws<ObjectDisposedException>(() => core.ThrowUnlessIdle(over));
        Assert.True(core.TryLend(out long lease));
        core.ThrowUnlessIdle(lease);
        core.Enter(lease);
        Assert.Throws<InvalidOperationException>(() => core.ThrowUnlessIdle(lease));
        Assert.Throws<InvalidOperationException>(() => core.Enter(lease));
        Assert.Throws<ObjectDisposedException>(() => core.Enter(over));
    });

    [Fact]
    public void Who_runs_a_set_finds_what_the_one_before_did() => ModelBudget.CheckAll(static () =>
    {
        var set = new SetCore();
        var data = new Checked<int>[1];
        Model.Thread(Run, "other");
        Run();

        void Run()
        {
            try
            {
                set.Enter();
            }
            catch (InvalidOperationException)
            {
                return;
            }
            data[0].Write(data[0].Read() + 1);
            set.Leave();
        }
    });

    [Fact]
    public void An_operation_that_is_kept_is_lent_to_one_of_two() => ModelBudget.CheckAll(static () =>
    {
        var pool = new OperationPool<object>();
        pool.Return(new object());
        object? other = null;
        Model.Thread(() => other = pool.Rent(), "other");
        object? own = pool.Rent();
        Model.JoinAll();
        Assert.True(own is null ^ other is null);
    });

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
