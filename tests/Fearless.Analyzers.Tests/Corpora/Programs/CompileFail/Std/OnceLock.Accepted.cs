// clean FC1008: Lazy makes it
static class Program
{
    private static readonly Lazy<string> Made = new(static () => Environment.MachineName);

    static void Run() => Parallel.For(0, 8, _ => Console.WriteLine(Made.Value));
}
