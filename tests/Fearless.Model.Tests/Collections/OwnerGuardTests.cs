using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class OwnerGuardTests
{
    [Fact]
    public void Those_whom_it_lets_in_are_not_inside_at_once() => ModelBudget.CheckAll(static () =>
    {
        var guard = new OwnerGuard[1];
        var data = new Data();
        Model.Thread(Use, "other");
        Use();
        Model.JoinAll();
        Assert.NotEqual(0, data.Value.Read());

        void Use()
        {
            try
            {
                guard[0].Enter();
            }
            catch (InvalidOperationException)
            {
                return;
            }
            data.Value.Write(data.Value.Read() + 1);
            guard[0].Exit();
        }
    });

    private sealed class Data
    {
        public Checked<int> Value;
    }
}
