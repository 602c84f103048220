// clean: the index of ForEach
static class Program
{
    static void Run(string[] words, int[] lengths)
    {
        Parallel.ForEach(words, (word, state, index) => lengths[index] = word.Length);
    }
}
