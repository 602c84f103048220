// race FC1104: two names, one object
class Node { public int Value; }

static class Program
{
    static void Run()
    {
        var node = new Node();
        Node alias = node;
        Parallel.Invoke(() => { /*first*/node.Value = 1; }, () => { /*second*/alias.Value = 2; });
    }
}
