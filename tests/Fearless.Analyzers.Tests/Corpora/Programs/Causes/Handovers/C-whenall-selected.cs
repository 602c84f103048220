// clean: a list of tasks is built by Select and awaited as one
static class Program
{
    static async Task<int> Run(int n)
    {
        var results = new int[n];
        await Task.WhenAll(Enumerable.Range(0, n).Select(i => Task.Run(() => results[i] = i)));
        return results.Sum();
    }
}
