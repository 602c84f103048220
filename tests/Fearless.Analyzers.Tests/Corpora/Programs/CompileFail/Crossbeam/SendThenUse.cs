// race FC2001: a list is sent, and then grows
// SOURCE: crossbeam-rs/crossbeam, crossbeam-channel/src/channel.rs, documentation of Sender::send
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
                sender.Send(list);
                list.Add(2);
            },
            () => Console.WriteLine(receiver.Receive().Count));
    }
}
