using Fearless.Collections;

namespace Fearless.ModelTests.Collections;

public class TreiberStackTests
{
    [Fact]
    public void Everything_is_taken_once_and_in_order() => ModelBudget.CheckAll(static () =>
    {
        var shared = new Shared();
        List<int> first = [];
        Model.Thread(() => { shared.Stack.Push(1); shared.Stack.Push(2); }, "one");
        Model.Thread(() => shared.Stack.Push(3), "two");
        first.AddRange(shared.Stack.TakeList());
        Model.JoinAll();
        List<int> second = shared.Stack.TakeList();
        Assert.True(shared.Stack.IsEmpty);
        Assert.Equal([1, 2, 3], first.Concat(second).Order());
        Assert.True(first.Concat(second).ToList().IndexOf(1) < first.Concat(second).ToList().IndexOf(2));
    });

    [Fact]
    public void Of_several_that_push_one_is_told_that_it_was_the_first() => ModelBudget.CheckAll(static () =>
    {
        var shared = new Shared();
        bool[] wasFirst = new bool[2];
        Model.Thread(() => wasFirst[0] = shared.Stack.Push(1), "one");
        wasFirst[1] = shared.Stack.Push(2);
        Model.JoinAll();
        Assert.True(wasFirst[0] != wasFirst[1]);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_found_was_complete_when_it_was_pushed(bool takes) => ModelBudget.CheckAll(() =>
    {
        var shared = new Shared();
        var data = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                data[0].Write(1);
                shared.Stack.Push(1);
            },
            "pusher");
        if (!shared.Stack.IsEmpty || (takes ? shared.Stack.TakeList() : shared.Stack.ToList()).Count > 0)
            data[0].Read();
    });

    private sealed class Shared
    {
        public TreiberStack<int> Stack;
    }
}
