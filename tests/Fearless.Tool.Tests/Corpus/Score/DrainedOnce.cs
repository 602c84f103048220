// workload: shared-state
// expect: nothing (collected by many, looked at once by one, nobody waits)
using System.Collections.Concurrent;

sealed class Problems
{
    private readonly ConcurrentQueue<string> _problems = new();

    public void Note(string problem) => _problems.Enqueue(problem);

    public List<string> TakeAll()
    {
        var all = new List<string>();
        while (_problems.TryDequeue(out string? problem))
            all.Add(problem);
        return all;
    }
}
