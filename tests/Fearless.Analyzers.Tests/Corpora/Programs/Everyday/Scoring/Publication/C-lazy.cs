// clean FC1002: Lazy makes it once
static class Program
{
    private static readonly Lazy<Dictionary<string, int>> Codes = new(static () => new Dictionary<string, int> { ["a"] = 1 });
    static int Run(string[] words) => words.AsParallel().Count(static word => Codes.Value.ContainsKey(word));
}
