#!/usr/bin/env dotnet
#:project ../../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Crossbeam: a bounded channel between scoped threads. Each end moves into its thread; the end of the sender ends the loop.
// Run it with `dotnet run samples/guide/producer-consumer.cs`.
using Fearless;
using Fearless.Channels;

var (tx, rx) = Channel.Bounded<long>(100);
ThreadScope.Run(scope =>
{
    scope.Spawn(Move.Of(ref tx), static tx =>
    {
        for (long i = 0; i < 1000; i++)
            tx.Send(ExpensiveComputation(i));
    });
    scope.Spawn(Move.Of(ref rx), static rx =>
    {
        long last = 0;
        int count = 0;
        foreach (long data in rx)
        {
            last = data;
            count++;
        }
        Console.WriteLine($"processed {count}, the last {last}");
    });
});

static long ExpensiveComputation(long i) => i * i;
