namespace Fearless.ModelTests.Linearizability;

/// <summary>A stack of nodes that are used again: one that came back looks as if it had never been away.</summary>
internal sealed class StackWithAba
{
    private const int Nodes = 8;
    private const int None = -1;

    private readonly Checked<int>[] _items = new Checked<int>[Nodes];
    private readonly AtomicInt[] _next = new AtomicInt[Nodes];
    private AtomicInt _top = new(None);
    private AtomicInt _free;

    public StackWithAba()
    {
        for (int node = 0; node < Nodes; node++)
            _next[node] = new AtomicInt(node + 1 < Nodes ? node + 1 : None);
    }

    public void Push(int item)
    {
        int node = Take(ref _free);
        Assert.NotEqual(None, node);
        _items[node].Write(item);
        Put(ref _top, node);
    }

    public int? TryPop()
    {
        int node = Take(ref _top);
        if (node == None)
            return null;
        int item = _items[node].Read();
        Put(ref _free, node);
        return item;
    }

    private void Put(ref AtomicInt head, int node)
    {
        while (true)
        {
            int top = head.Read();
            _next[node].Write(top);
            if (head.CompareAndSet(top, node))
                return;
        }
    }

    private int Take(ref AtomicInt head)
    {
        while (true)
        {
            int top = head.Read();
            if (top == None)
                return None;
            int next = _next[top].Read();
            if (head.CompareAndSet(top, next))
                return top;
        }
    }
}
