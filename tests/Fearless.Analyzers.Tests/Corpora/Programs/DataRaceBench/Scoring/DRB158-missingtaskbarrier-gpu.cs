// clean FC1004: for each element two tasks, one after the other
static class Program
{
    static void Run(float[] x, float[] y, float a)
    {
        var tasks = new Task[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int at = i;
            tasks[i] = Task.Run(() => { x[at] = a * x[at]; }).ContinueWith(_ => { x[at] = x[at] + y[at]; });
        }
        Task.WaitAll(tasks);
    }
}
