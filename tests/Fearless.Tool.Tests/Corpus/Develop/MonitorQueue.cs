// workload: producer-consumer
// expect: FA1005 channel @ class Mailbox
class Mailbox
{
    private readonly Queue<string> _messages = new();
    private readonly object _gate = new();

    public void Post(string message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            Monitor.Pulse(_gate);
        }
    }

    public string Take()
    {
        lock (_gate)
        {
            while (_messages.Count == 0)
                Monitor.Wait(_gate);
            return _messages.Dequeue();
        }
    }
}
