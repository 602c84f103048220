// clean: values go through a channel
class Program
{
    static int Run()
    {
        var (tx, rx) = Fearless.Channels.Channel.Bounded<int>(10);
        int sum = 0;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref tx), static tx => { for (int i = 0; i < 10; i++) tx.Send(i); });
            foreach (int x in rx)
                sum += x;
        });
        return sum;
    }
}
