// clean: foreach has a fresh variable
static class Program
{
    static void Run(string[] names)
    {
        var tasks = new List<Task>();
        foreach (string name in names)
            tasks.Add(Task.Run(() => Console.WriteLine(name)));
        Task.WaitAll(tasks.ToArray());
    }
}
