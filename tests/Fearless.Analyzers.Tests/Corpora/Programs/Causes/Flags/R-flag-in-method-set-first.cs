// race FC1004: the method sets the flag first
class Mailbox
{
    private int _full;
    private string _text = "";

    public void Put(string text)
    {
        Volatile.Write(ref _full, 1);
        _text = text;
    }

    public string Take()
    {
        while (Volatile.Read(ref _full) == 0)
            Thread.Yield();
        return _text;
    }
}

static class Program
{
    static string Run()
    {
        var mailbox = new Mailbox();
        Task task = Task.Run(() => mailbox.Put("x"));
        string text = mailbox.Take();
        task.Wait();
        return text;
    }
}
