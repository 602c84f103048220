// race FC1006: the length is asked for without the lock under which items are taken
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/88331
interface IHeap { void Pop(); }

class HeapData : IHeap
{
    public List<int> Queue = [1, 2];
    public void Pop() => /*first*/Queue.RemoveAt(Queue.Count - 1);
}

class Heap
{
    private readonly HeapData _data = new();
    private static void Pop(IHeap heap) => heap.Pop();
    public void Pop() => Pop(_data);
    public int Length => /*second*/_data.Queue.Count;
}

class PriorityQueue
{
    private readonly object _gate = new();
    private readonly Heap _backoff = new();

    private void Flush() { lock (_gate) _backoff.Pop(); }

    private int Length()
    {
        return _backoff.Length;
    }

    public static int Run()
    {
        var queue = new PriorityQueue();
        Task flushing = Task.Run(queue.Flush);
        int length = queue.Length();
        flushing.Wait();
        return length;
    }
}
