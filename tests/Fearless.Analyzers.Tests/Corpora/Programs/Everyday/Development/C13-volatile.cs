// clean: a flag
class Worker
{
    private volatile bool _stop;

    public void Run()
    {
        Task task = Task.Run(() => { while (!_stop) Thread.Yield(); });
        _stop = true;
        task.Wait();
    }
}
