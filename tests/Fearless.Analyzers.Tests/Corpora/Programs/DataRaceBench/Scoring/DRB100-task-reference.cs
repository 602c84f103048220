// clean FC1005: each task gets the value of the counter
static class Program
{
    static Task Start(int[] a, int i) => Task.Run(() => { a[i] = i + 1; });

    static void Run(int[] a)
    {
        var tasks = new Task[a.Length];
        for (int i = 0; i < a.Length; i++)
            tasks[i] = Start(a, i);
        Task.WaitAll(tasks);
    }
}
