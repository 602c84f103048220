#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// A clock that everyone hears, a setting that everyone sees, and an answer that one waits for. Run it with `dotnet run samples/broadcast.cs`.
using Fearless;
using Fearless.Channels;

// Every subscription gets every message. The slowest holds the sender up, so nobody misses any.
var (ticks, clock) = Channel.Broadcast<int>(capacity: 4);
// The newest value, for whoever wants to know.
var (setter, factor) = Channel.Watch(10);

ThreadScope.Run(scope =>
{
    var listeners = new List<ScopedThread<long>>();
    foreach (int n in (int[])[1, 2, 3])
    {
        var mine = clock.Subscribe();
        listeners.Add(scope.Spawn(Move.Of(ref mine), rx => rx.Sum(tick => (long)tick * n)));
    }
    scope.Spawn(Move.Of(ref ticks), static tx => tx.SendMany([.. Enumerable.Range(1, 1000)], out _));
    Console.WriteLine("sums: " + string.Join(", ", listeners.Select(static listener => listener.Join())));
});

using (Receiver<int> changes = factor.Subscribe())
{
    setter.Send(20);
    setter.Send(30);
    Console.WriteLine($"factor: {changes.Receive()}, after {factor.Version} changes");
}

// With DropOldest the sender never waits, and a laggard can tell how much it has missed.
var (news, paper) = Channel.Broadcast<int>(capacity: 3, LagPolicy.DropOldest);
using Receiver<int> reader = paper.Subscribe();
for (int issue = 1; issue <= 10; issue++)
    news.Send(issue);
Console.WriteLine($"reads: {string.Join(' ', reader.TryReceiveAll())}, missed: {paper.CountMissed(reader)}");

// One value, from one to one; who gives up says so.
var (answer, question) = Channel.Oneshot<int>();
ThreadScope.Run(scope =>
{
    scope.Spawn(() => answer.Send(42));
    Console.WriteLine($"answer: {question.Receive()}");
});
