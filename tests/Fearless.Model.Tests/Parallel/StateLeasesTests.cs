using Fearless.Plumbing;

namespace Fearless.ModelTests.Parallel;

public class StateLeasesTests
{
    [Fact]
    public void Each_state_is_one_threads_at_a_time_and_none_is_lost() => ModelBudget.CheckAll(static () =>
    {
        List<Data> made = [];
        var leases = new StateLeases<Data>(() =>
        {
            made.Add(new Data());
            return made[^1];
        });
        Use();
        Model.Thread(Use, "other");
        Use();
        Model.JoinAll();
        Assert.InRange(made.Count, 1, 2);
        Assert.Equal(3, made.Sum(static data => data.Value.Read()));

        void Use()
        {
            StateLeases<Data>.Lease lease = leases.Rent();
            lease.State.Value.Write(lease.State.Value.Read() + 1);
            leases.Return(lease);
        }
    });

    private sealed class Data
    {
        public Checked<int> Value;
    }
}
