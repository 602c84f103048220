// race FC1002: each list has a lock of its own, and nodes are in both
class Node
{
    public Node? Next;
    public int Value;
}

class Stack
{
    private readonly object _gate = new();
    private Node? _top;

    public void Push(Node node)
    {
        lock (_gate)
        {
            node.Next = _top;
            _top = node;
        }
    }

    public int Sum()
    {
        lock (_gate)
        {
            int sum = 0;
            for (Node? node = _top; node is not null; node = node.Next)
                sum += node.Value;
            return sum;
        }
    }
}

static class Program
{
    static void Run(Node node)
    {
        var first = new Stack();
        var second = new Stack();
        Parallel.Invoke(() => first.Push(node), () => second.Push(node));
    }
}
