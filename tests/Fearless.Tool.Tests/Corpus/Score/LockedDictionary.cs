// workload: data-parallel
// expect: FA1002 par @ Parallel.ForEach(texts
static class Frequencies
{
    public static Dictionary<string, int> Count(string[] texts)
    {
        var counts = new Dictionary<string, int>();
        Parallel.ForEach(texts, text =>
        {
            foreach (string word in text.Split(' '))
            {
                lock (counts)
                    counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        });
        return counts;
    }
}
