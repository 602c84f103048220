// clean: pieces cut off the end
static class Program
{
    static void Run(Memory<int> all, int size)
    {
        var tasks = new List<Task>();
        Memory<int> rest = all;
        while (rest.Length >= size)
        {
            Memory<int> piece = rest[^size..];
            rest = rest[..^size];
            tasks.Add(Task.Run(() => piece.Span.Clear()));
        }
        Task.WaitAll(tasks);
    }
}
