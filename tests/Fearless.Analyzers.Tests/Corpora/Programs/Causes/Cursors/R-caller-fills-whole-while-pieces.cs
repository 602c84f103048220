// race FC1004: the caller fills the whole while the pieces are filled
static class Program
{
    static void Run(int[] data, int size)
    {
        var tasks = new List<Task>();
        Memory<int> rest = data;
        while (rest.Length > size)
        {
            Memory<int> piece = rest.Slice(0, size);
            rest = rest.Slice(size);
            tasks.Add(Task.Run(() => piece.Span.Fill(1)));
        }
        data.AsSpan().Fill(0);
        Task.WaitAll(tasks);
    }
}
