#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Producers and consumers: threads and tasks on one channel, what the end of a side means, and what happens to what is left.
// Run it with `dotnet run samples/channels.cs`.
using Fearless;
using Fearless.Channels;

// A bounded channel holds the producer back. Each end moves into its thread, and is disposed when that ends.
var (tx, rx) = Channel.Bounded<long>(100);
long sum = ThreadScope.Run(scope =>
{
    scope.Spawn(Move.Of(ref tx), static tx => { for (long i = 0; i < 1000; i++) tx.Send(i); });
    return scope.Spawn(Move.Of(ref rx), static rx => rx.Sum()).Join();
});
Console.WriteLine($"sum {sum}");

// Work is shared by clones of the receiver; the loops end when the last sender is gone. Tasks and threads mix.
var (jobs, work) = Channel.Unbounded<int>();
Task<int>[] workers = [.. Enumerable.Range(0, 3).Select(_ => CountAsync(work.Clone()))];
for (int job = 0; job < 300; job++)
    jobs.Send(job);
jobs.Dispose();
Console.WriteLine($"{(await Task.WhenAll(workers)).Sum()} jobs done");

// An attempt says how it ended, and what was not sent is still the sender's.
var (door, guest) = Channel.Rendezvous<string>();
Console.WriteLine($"nobody waits: {door.TrySend("hello")}");
Console.WriteLine($"nobody came: {door.TrySend("hello", TimeSpan.FromMilliseconds(10))}");
guest.Dispose();
Console.WriteLine($"nobody will: {door.TrySend("hello")}");

// What nobody received is disposed when the last receiver goes.
var (owner, heir) = Channel.Bounded<Resource>(4);
owner.Send(new Resource());
heir.Dispose();
owner.Dispose();

static async Task<int> CountAsync(Receiver<int> jobs)
{
    int count = 0;
    using (jobs)
    {
        await foreach (int job in jobs)
            count++;
    }
    return count;
}

internal sealed class Resource : IDisposable
{
    public void Dispose() => Console.WriteLine("disposed");
}
