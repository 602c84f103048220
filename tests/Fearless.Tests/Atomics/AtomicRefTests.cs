using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class AtomicRefTests
{
    private sealed record Node(int Number, Node? Next);

    private static readonly Node First = new(1, null);
    private static readonly Node Second = new(2, null);

    private AtomicRef<Node> _value = new(First);

    [Fact]
    public void Starts_with_its_reference_and_null_by_default()
    {
        Assert.Same(First, _value.Read());
        Assert.Null(default(AtomicRef<Node>).Read());
    }

    [Fact]
    public void Both_writes_are_seen_by_both_reads()
    {
        _value.Write(Second);
        Assert.Same(Second, _value.Read());
        Assert.Same(Second, _value.ReadRelaxed());
        _value.WriteRelaxed(null);
        Assert.Null(_value.Read());
        Assert.Null(_value.ReadRelaxed());
    }

    [Fact]
    public void Comparisons_are_by_identity_and_not_by_equality()
    {
        Node equal = new(1, null);
        Assert.Equal(First, equal);
        Assert.False(_value.CompareAndSet(equal, Second));
        Assert.Same(First, _value.CompareExchange(equal, Second));
        Assert.Same(First, _value.Read());
    }

    [Fact]
    public void Compare_and_set_writes_only_over_the_expected_reference()
    {
        Assert.False(_value.CompareAndSet(Second, null));
        Assert.True(_value.CompareAndSet(First, null));
        Assert.True(_value.CompareAndSet(null, Second));
        Assert.Same(Second, _value.Read());
    }

    [Fact]
    public void Exchange_and_compare_exchange_return_the_reference_before()
    {
        Assert.Same(First, _value.Exchange(Second));
        Assert.Same(Second, _value.CompareExchange(First, null));
        Assert.Same(Second, _value.CompareExchange(Second, null));
        Assert.Null(_value.Read());
    }

    [Fact]
    public void No_push_of_any_thread_onto_a_stack_is_lost()
    {
        _value.Write(null);
        Race.AssertTotal(
            () =>
            {
                Node? head;
                do
                    head = _value.Read();
                while (!_value.CompareAndSet(head, new Node(0, head)));
            },
            turns =>
            {
                int count = 0;
                for (Node? node = _value.Read(); node is not null; node = node.Next)
                    count++;
                Assert.Equal(turns, count);
            });
    }
}
