// clean: each task gets the value of its round
static class Program
{
    static void Run(int[] a)
    {
        var tasks = new Task[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            int own = i;
            tasks[i] = Task.Run(() => { a[own] = own; });
        }
        Task.WaitAll(tasks);
    }
}
