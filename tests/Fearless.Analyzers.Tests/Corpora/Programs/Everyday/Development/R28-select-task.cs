// race: tasks made by Select
static class Program
{
    static int Run()
    {
        int sum = 0;
        Task[] tasks = Enumerable.Range(0, 4).Select(i => Task.Run(() => { sum += i; })).ToArray();
        Task.WaitAll(tasks);
        return sum;
    }
}
