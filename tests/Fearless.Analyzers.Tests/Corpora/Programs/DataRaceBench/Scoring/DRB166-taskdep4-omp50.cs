// clean FC1004: threads, each joined before its variable is read
static class Program
{
    static int Run()
    {
        int x = 0, y = 2;
        var first = new Thread(() => { x++; });
        var second = new Thread(() => { y--; });
        first.Start();
        second.Start();
        first.Join();
        int result = x;
        second.Join();
        return result + y;
    }
}
