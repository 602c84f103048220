// race FC1004: the second task is not waited for
static class Program
{
    static int Run()
    {
        int x = 0, y = 2;
        Task first = Task.Run(() => { x++; });
        Task second = first.ContinueWith(_ => { /*first*/y -= x; });
        first.Wait();
        int result = x + /*second*/y;
        second.Wait();
        return result;
    }
}
