// clean FC1004: it is read and written by Volatile
static class Program
{
    static void Run()
    {
        int locked = 1;
        var thread = new Thread(() => Volatile.Write(ref locked, 0));
        thread.Start();
        while (Volatile.Read(ref locked) != 0) Thread.SpinWait(1);
        thread.Join();
    }
}
