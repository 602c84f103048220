#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// One thread makes what another one uses. The bound holds the faster one back; the end of the sender ends the loop.
using Fearless;
using Fearless.Channels;

var (tx, rx) = Channel.Bounded<int>(100);
ThreadScope.Run(scope =>
{
    scope.Spawn(Move.Of(ref tx), static tx =>
    {
        for (int number = 1; number <= 1000; number++)
            tx.Send(number);
    });
    scope.Spawn(Move.Of(ref rx), static rx =>
    {
        long sum = 0;
        foreach (int number in rx)
            sum += number;
        Console.WriteLine(sum);
    });
});
