// workload: producer-consumer
// expect: nothing
using Fearless;
using Fearless.Channels;

static class Squares
{
    public static long Sum() => ThreadScope.Run(static scope =>
    {
        var (tx, rx) = Channel.Bounded<long>(100);
        scope.Spawn(Move.Of(ref tx), static tx =>
        {
            for (long i = 0; i < 1000; i++)
                tx.Send(i * i);
        });
        return scope.Spawn(Move.Of(ref rx), static rx => rx.Sum()).Join();
    });
}
