// race FC1001: the first find is kept by whoever comes
static class Program
{
    static string Run(string[] lines, string word)
    {
        string found = null;
        Parallel.ForEach(lines, (line, state) =>
        {
            if (line.Contains(word)) { /*first, second*/found = line; state.Stop(); }
        });
        return found;
    }
}
