// clean: events in fields, in the methods of an object
class Mailbox
{
    private readonly ManualResetEventSlim _filled = new(false);
    private string _letter = "";

    public void Put(string letter)
    {
        _letter = letter;
        _filled.Set();
    }

    public string Take()
    {
        _filled.Wait();
        return _letter;
    }
}

static class Program
{
    static void Run()
    {
        var box = new Mailbox();
        Task sender = Task.Run(() => box.Put("hello"));
        Console.WriteLine(box.Take());
        sender.Wait();
    }
}
