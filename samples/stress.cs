#!/usr/bin/env dotnet
#:project ../src/Fearless.Testing/Fearless.Testing.csproj
#:property PublishAot=false

// Two threads share a room; the one that leaves last turns off the light. Run it with `dotnet run samples/stress.cs`: sometimes nobody does.
using Fearless.Testing;

StressReport<string> report = StressTest
    .For(() => new Room())
    .Actor(room => { room.FirstHasLeft = true; room.FirstTurnsOff = room.SecondHasLeft; })
    .Actor(room => { room.SecondHasLeft = true; room.SecondTurnsOff = room.FirstHasLeft; })
    .Outcome(room => room.FirstTurnsOff ? room.SecondTurnsOff ? "both" : "the first" : room.SecondTurnsOff ? "the second" : "nobody")
    .Acceptable(by => by != "nobody")
    .Interesting("nobody", "each looked at the other before its own leaving had reached the memory")
    .Check(new() { Budget = TimeSpan.FromMinutes(1), StopOnceInteresting = true });
Console.WriteLine(report);
Console.WriteLine($"The light stayed on: {report.CountOf("nobody") > 0}");

StressReport<string> mended = StressTest
    .For(() => new Room())
    .Actor(room => { room.FirstHasLeft = true; Interlocked.MemoryBarrier(); room.FirstTurnsOff = room.SecondHasLeft; })
    .Actor(room => { room.SecondHasLeft = true; Interlocked.MemoryBarrier(); room.SecondTurnsOff = room.FirstHasLeft; })
    .Outcome(room => room.FirstTurnsOff || room.SecondTurnsOff ? "somebody" : "nobody")
    .Acceptable("somebody")
    .Forbidden("nobody")
    .Check();
Console.WriteLine($"With fences: {mended.CountOf("nobody") > 0}");

internal sealed class Room
{
    public bool FirstHasLeft, SecondHasLeft, FirstTurnsOff, SecondTurnsOff;
}
