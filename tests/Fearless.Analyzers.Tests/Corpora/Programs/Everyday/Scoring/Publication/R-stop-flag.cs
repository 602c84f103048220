// race FC1004: a plain flag to stop a thread
class Worker
{
    private bool _stop;
    private int _rounds;

    public int Run()
    {
        var thread = new Thread(() => { while (!/*first*/_stop) _rounds++; });
        thread.Start();
        /*second*/_stop = true;
        thread.Join();
        return _rounds;
    }
}
