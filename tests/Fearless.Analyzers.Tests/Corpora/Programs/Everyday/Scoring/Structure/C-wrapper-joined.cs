// clean FC1004: a method that starts, and a method that waits
class Background
{
    private Task _task;
    private int _value;
    private void Start() => _task = Task.Run(() => { _value = 1; });
    private void Finish() => _task.Wait();

    public int Run()
    {
        Start();
        Finish();
        return _value;
    }
}
