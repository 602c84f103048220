// workload: data-parallel
// expect: FA1002 par @ Parallel.ForEach(words
using System.Collections.Concurrent;

static class Stems
{
    public static string[] Of(string[] words)
    {
        var stems = new ConcurrentBag<string>();
        Parallel.ForEach(words, word => stems.Add(Stem(word)));
        return stems.ToArray();
    }

    private static string Stem(string word)
    {
        while (word.Length > 3 && "aeiou".Contains(word[^1]))
            word = word[..^1];
        return word;
    }
}
