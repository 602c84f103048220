// workload: pipeline
// expect: FA1005 pipeline @ new BlockingCollection<string>(100)
using System.Collections.Concurrent;

static class Stages
{
    public static void Run(string[] paths)
    {
        using var loaded = new BlockingCollection<string>(100);
        using var counted = new BlockingCollection<int>(100);
        Task load = Task.Run(() =>
        {
            foreach (string path in paths)
                loaded.Add(File.ReadAllText(path));
            loaded.CompleteAdding();
        });
        Task count = Task.Run(() =>
        {
            foreach (string text in loaded.GetConsumingEnumerable())
                counted.Add(text.Count(char.IsLetter));
            counted.CompleteAdding();
        });
        foreach (int letters in counted.GetConsumingEnumerable())
            Console.WriteLine(letters);
        load.Wait();
        count.Wait();
    }
}
