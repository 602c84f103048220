#!/usr/bin/env dotnet
#:project ../src/Fearless.Testing/Fearless.Testing.csproj
#:property PublishAot=false

// A mailbox for one letter. Run it with `dotnet run samples/linearizability.cs`: it finds out what is wrong, and that a lock mends it.
using System.Collections.Concurrent;
using Fearless.Testing;

try
{
    Specifications
        .BoundedQueue(() => new Mailbox(), capacity: 1, (box, letter) => box.TryPut(letter), box => box.TryTake())
        .Check(new() { Threads = 2, Budget = TimeSpan.FromMinutes(1), Scenarios = 300 });
}
catch (LinearizabilityException found)
{
    Console.WriteLine(found.Message);
}

Specifications
    .BoundedQueue(() => new Mailbox(), capacity: 1, (box, letter) => { lock (box) return box.TryPut(letter); }, box => { lock (box) return box.TryTake(); })
    .Check();
Console.WriteLine("With a lock: nothing found.");

internal sealed class Mailbox
{
    private readonly ConcurrentQueue<int> _letters = new();

    public bool TryPut(int letter)
    {
        if (!_letters.IsEmpty)
            return false;
        _letters.Enqueue(letter);                                 // somebody else may have put one in since
        return true;
    }

    public int? TryTake() => _letters.TryDequeue(out int letter) ? letter : null;
}
