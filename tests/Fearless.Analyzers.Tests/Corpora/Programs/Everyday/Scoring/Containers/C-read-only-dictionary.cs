// clean FC3004: filled before, only read in parallel
static class Program
{
    static int[] Run(string[] words)
    {
        var lengths = new Dictionary<string, int>();
        foreach (string word in words) lengths[word] = word.Length;
        var result = new int[words.Length];
        Parallel.For(0, words.Length, i => result[i] = lengths.TryGetValue(words[i], out int length) ? length : 0);
        return result;
    }
}
