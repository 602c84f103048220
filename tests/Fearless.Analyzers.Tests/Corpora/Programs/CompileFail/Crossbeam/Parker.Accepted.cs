// clean FC1004: read after parking
using Fearless.Sync;

static class Program
{
    static int Run()
    {
        int value = 0;
        var parker = new Parker();
        Unparker unparker = parker.Unparker;
        var thread = new Thread(() => { value = 1; unparker.Unpark(); });
        thread.Start();
        parker.Park();
        int seen = value;
        thread.Join();
        return seen;
    }
}
