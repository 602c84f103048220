// clean FC2001: it grows, and then is sent
using Fearless.Channels;

static class Program
{
    static void Run()
    {
        var (sender, receiver) = Channel.Bounded<List<int>>(1);
        Par.Join(
            () =>
            {
                List<int> list = [1];
                list.Add(2);
                sender.Send(list);
            },
            () => Console.WriteLine(receiver.Receive().Count));
    }
}
