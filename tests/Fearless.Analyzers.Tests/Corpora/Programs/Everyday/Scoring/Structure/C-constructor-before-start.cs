// clean FC1004: written before the thread starts
class Worker
{
    private readonly string _name;
    private int _length;

    public Worker(string name) { _name = name; _length = name.Length; }

    public int Run()
    {
        _length++;
        var thread = new Thread(() => Console.WriteLine(_name + _length));
        thread.Start();
        thread.Join();
        _length++;
        return _length;
    }
}
