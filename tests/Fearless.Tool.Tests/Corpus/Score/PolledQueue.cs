// workload: producer-consumer
// expect: FA1005 channel @ class Printer
using System.Collections.Concurrent;

sealed class Printer
{
    private readonly ConcurrentQueue<string> _jobs = new();
    private volatile bool _stopped;

    public void Print(string job) => _jobs.Enqueue(job);

    public void Stop() => _stopped = true;

    public void Loop()
    {
        while (!_stopped)
        {
            if (_jobs.TryDequeue(out string? job))
                Console.WriteLine(job);
            else
                Thread.Sleep(10);
        }
    }
}
