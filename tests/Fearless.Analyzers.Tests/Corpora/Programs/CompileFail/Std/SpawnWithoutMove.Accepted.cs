// clean FC1004: it reads copies of its own
static class Program
{
    static void Run()
    {
        int x = 0, y = 1;
        int ownX = x, ownY = y;
        var thread = new Thread(() => Console.WriteLine(ownX + ownY));
        thread.Start();
        x++;
    }
}
