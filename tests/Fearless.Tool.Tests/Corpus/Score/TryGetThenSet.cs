// workload: shared-state
// expect: FC4001 atomic @ _counts[word] = count + 1
using System.Collections.Concurrent;

sealed class Counts
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(string word)
    {
        if (_counts.TryGetValue(word, out int count))
            _counts[word] = count + 1;
        else
            _counts.TryAdd(word, 1);
    }
}
