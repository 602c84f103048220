#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Waiting for several channels at once. Run it with `dotnet run samples/select.cs`.
using Fearless.Channels;

// Whatever comes first, of different types; a timeout when nothing does.
var (numbers, fromNumbers) = Channel.Bounded<int>(8);
var (words, fromWords) = Channel.Unbounded<string>();
words.Send("first");
int chosen = Select.Receive(fromNumbers, static number => Console.WriteLine($"a number: {number}"))
    .Receive(fromWords, static word => Console.WriteLine($"a word: {word}"))
    .Default(TimeSpan.FromSeconds(5), static () => Console.WriteLine("nothing came"))
    .RunOnce();
Console.WriteLine($"chosen: {chosen}");

// Channels of one type: any of them, without handlers.
words.Send("second");
int from = Select.ReceiveAny([fromWords], out string text);
Console.WriteLine($"{text}, from {from}");

// A value is made only when there is room for it.
int made = 0;
using Selection fill = Select.SendWith(numbers, () => ++made).Default(static () => Console.WriteLine("full"));
while (fill.Run() >= 0)
{
}
Console.WriteLine($"{made} made");

// A loop with a timer, until both senders are gone. The selection is made once and run again.
numbers.Dispose();
words.Dispose();
int sum = 0;
bool isOpen = true;
using Selection loop = Select.Receive(fromNumbers, number => sum += number, () => isOpen = false)
    .Receive(Channel.After(TimeSpan.FromMinutes(1)), static _ => Console.WriteLine("too slow"));
while (isOpen)
    await loop.RunAsync();
Console.WriteLine($"sum {sum}");

// Hundreds of channels: a set is told by the channels which are worth trying.
using var set = new SelectSet();
int received = 0;
for (int n = 0; n < 500; n++)
{
    var (tx, rx) = Channel.Bounded<int>(1);
    int key = -1;
    key = set.Receive(rx, _ => received++, () => set.Remove(key));
    _ = Task.Run(async () =>
    {
        await tx.SendAsync(1);
        tx.Dispose();
    });
}
while (set.Count > 0)
    set.Run();
Console.WriteLine($"{received} received");
