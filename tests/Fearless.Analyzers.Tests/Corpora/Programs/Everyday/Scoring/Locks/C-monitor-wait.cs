// clean FC1006: a mailbox with Monitor.Wait and Pulse
class Mailbox
{
    private readonly object _gate = new();
    private string _letter;

    private void Put(string letter) { lock (_gate) { _letter = letter; Monitor.Pulse(_gate); } }

    private string Take()
    {
        lock (_gate)
        {
            while (_letter == null) Monitor.Wait(_gate);
            return _letter;
        }
    }

    public string Run()
    {
        Task sender = Task.Run(() => Put("hello"));
        string letter = Take();
        sender.Wait();
        return letter;
    }
}
