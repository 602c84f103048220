// race: an inner task is not joined by the outer one's join
static class Program
{
    static int Run()
    {
        int a = 0;
        Task first = Task.Run(() => { Task inner = Task.Run(() => { a = 1; }); });
        Task second = Task.Run(() => { a = 2; });
        Task.WaitAll(first, second);
        return a;
    }
}
