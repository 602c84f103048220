// workload: shared-state
// expect: nothing
using System.Collections.Concurrent;

sealed class Counts
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly Lock _gate = new();

    public void Add(string word)
    {
        lock (_gate)
        {
            if (_counts.TryGetValue(word, out int count))
                _counts[word] = count + 1;
            else
                _counts[word] = 1;
        }
    }
}
