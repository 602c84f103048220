// clean FC1004: a volatile flag to stop a thread
class Worker
{
    private volatile bool _stop;

    public int Run()
    {
        int rounds = 0;
        var thread = new Thread(() => { while (!_stop) rounds++; });
        thread.Start();
        _stop = true;
        thread.Join();
        return rounds;
    }
}
