#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// An ordered map and an ordered set that threads share without a lock. Run it with `dotnet run samples/ordered-map.cs`.
using Fearless;
using Fearless.Collections;

// Four threads add orders at their prices, in cents, all at once.
var asks = new SkipMap<int, int>();
ThreadScope.Run(scope =>
{
    for (int trader = 0; trader < 4; trader++)
    {
        scope.Spawn(trader, trader =>
        {
            for (int i = 0; i < 1000; i++)
            {
                int price = 10_000 + (i * 7919 % 1000);
                asks.AddOrUpdate(price, 1, static (_, quantity) => quantity + 1); // No order is lost, whoever adds to the same price.
            }
        });
    }
});
Console.WriteLine($"{asks.Count} prices from {asks.First().Key} to {asks.Last().Key}, {asks.Values.Sum()} orders");

// Nearest keys and ranges. A view shows the map as it is when it is enumerated, while others add and remove.
Console.WriteLine($"below 10300: {asks.UpperBound(10_300, inclusive: false)?.Key}, at least: {asks.LowerBound(10_300)?.Key}");
Console.WriteLine($"dearer than 10997: {string.Join(' ', asks.RangeFrom(10_997, inclusive: false).Select(static ask => ask.Key))}");

// An entry is readable after its key was removed, and removes it only once, whoever else tries.
SkipMapEntry<int, int> best = asks.First();
Console.WriteLine($"taken: {best.Remove()}, again: {best.Remove()}, was {best.Value} at {best.Key}, next {best.Next?.Key}");

// Many threads take the first key; each gets another.
int popped = 0;
ThreadScope.Run(scope =>
{
    for (int taker = 0; taker < 4; taker++)
    {
        scope.Spawn(() =>
        {
            while (asks.PopFirst(out _, out int quantity))
                Interlocked.Add(ref popped, quantity);
        });
    }
});
Console.WriteLine($"popped {popped}, left {asks.Count}");

// Strings are found by spans: no key is made but to be added.
var words = new SkipSet<string>(StringComparer.Ordinal);
var bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
string text = "to be or not to be that is the question";
foreach (Range word in text.AsSpan().Split(' '))
    bySpan.Add(text.AsSpan()[word]);
Console.WriteLine(string.Join(' ', words));
