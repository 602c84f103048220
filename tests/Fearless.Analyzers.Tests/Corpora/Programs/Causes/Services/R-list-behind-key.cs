// race FC3004: the list behind a key is found by all, and added to by all
static class Program
{
    static void Run(string[] words)
    {
        var byLength = new ConcurrentDictionary<int, List<string>>();
        Parallel.ForEach(words, word => byLength.GetOrAdd(word.Length, _ => []).Add(word));
    }
}
