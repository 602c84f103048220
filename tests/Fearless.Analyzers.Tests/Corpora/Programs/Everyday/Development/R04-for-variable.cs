// race: the for variable is captured
static class Program
{
    static void Run()
    {
        var tasks = new List<Task>();
        for (int i = 0; i < 10; i++)
            tasks.Add(Task.Run(() => Console.WriteLine(i)));
        Task.WaitAll(tasks.ToArray());
    }
}
