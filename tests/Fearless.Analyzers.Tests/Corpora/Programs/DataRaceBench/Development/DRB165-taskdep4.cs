// race: the reader waits for one of the two writers
static class Program
{
    static int Run()
    {
        int x = 0, y = 2;
        Task first = Task.Run(() => { x++; });
        Task second = Task.Run(() => { y--; });
        first.Wait();
        int sum = x + y;
        second.Wait();
        return sum;
    }
}
