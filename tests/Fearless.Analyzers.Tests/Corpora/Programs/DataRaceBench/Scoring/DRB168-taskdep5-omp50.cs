// race FC1004: threads, and only the first is joined
static class Program
{
    static int Run()
    {
        int x = 0, y = 2;
        var first = new Thread(() => { x++; });
        var second = new Thread(() => { first.Join(); /*first*/y -= x; });
        first.Start();
        second.Start();
        first.Join();
        int result = /*second*/y;
        second.Join();
        return result;
    }
}
