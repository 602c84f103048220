// clean: a flag stops the thread, and its count is read when it has ended
class Worker
{
    private volatile bool _stop;
    private int _count;
    private readonly Thread _thread;

    public Worker()
    {
        _thread = new Thread(() =>
        {
            while (!_stop)
                _count++;
        });
        _thread.Start();
    }

    public int Stop()
    {
        _stop = true;
        _thread.Join();
        return _count;
    }

    static int Run()
    {
        var worker = new Worker();
        Thread.Sleep(1);
        return worker.Stop();
    }
}
