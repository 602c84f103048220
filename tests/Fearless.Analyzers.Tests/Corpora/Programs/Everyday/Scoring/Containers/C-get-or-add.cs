// clean FC3004: GetOrAdd of a concurrent dictionary
static class Program
{
    private static readonly ConcurrentDictionary<int, string> Names = new();

    static string Name(int id) => Names.GetOrAdd(id, static id => "user " + id);

    static void Run() => Parallel.For(0, 100, i => Name(i % 10));
}
