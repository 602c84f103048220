// clean: the list behind a key is locked while it is added to
static class Program
{
    static void Run(string[] words)
    {
        var byLength = new ConcurrentDictionary<int, List<string>>();
        Parallel.ForEach(words, word =>
        {
            List<string> list = byLength.GetOrAdd(word.Length, _ => []);
            lock (list)
                list.Add(word);
        });
    }
}
