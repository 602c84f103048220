// clean: pieces of different lengths
static class Program
{
    static void Run(int[] data, int[] lengths)
    {
        var tasks = new List<Task>();
        Memory<int> rest = data;
        foreach (int length in lengths)
        {
            Memory<int> piece = rest.Slice(0, length);
            rest = rest.Slice(length);
            tasks.Add(Task.Run(() => piece.Span.Fill(length)));
        }
        Task.WaitAll(tasks);
    }
}
