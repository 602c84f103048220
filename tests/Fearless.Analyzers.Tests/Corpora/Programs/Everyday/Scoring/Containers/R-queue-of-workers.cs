// race FC3004: workers take from a plain queue
static class Program
{
    static void Run(IEnumerable<string> files)
    {
        var work = new Queue<string>(files);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (/*first, second*/work.TryDequeue(out string file)) File.Exists(file);
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
    }
}
