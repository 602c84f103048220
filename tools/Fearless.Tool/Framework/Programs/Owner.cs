#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Data that many change belongs to one thread; the others send it what is to be changed. There is no lock that could be forgotten.
using Fearless;
using Fearless.Channels;

var (tx, rx) = Channel.Bounded<(string Account, decimal Amount)>(100);
ThreadScope.Run(scope =>
{
    for (int teller = 0; teller < 4; teller++)
    {
        Sender<(string, decimal)>? own = tx!.Clone();
        scope.Spawn(Move.Of(ref own), static own =>
        {
            for (int i = 0; i < 100; i++)
                own.Send(($"account {i % 3}", 1m));
        });
    }
    tx!.Dispose();
    scope.Spawn(Move.Of(ref rx), static rx =>
    {
        var balances = new Dictionary<string, decimal>();
        foreach (var (account, amount) in rx)
            balances[account] = balances.GetValueOrDefault(account) + amount;
        foreach (var (account, balance) in balances)
            Console.WriteLine($"{account}: {balance}");
    });
});
