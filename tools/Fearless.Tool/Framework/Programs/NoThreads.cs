#!/usr/bin/env dotnet
#:package Fearless@0.1.0
#:property PublishAot=false

// Several things at once on the only thread there is: each gives it up where it waits.
using Fearless;

Console.WriteLine(await Both());

static async Task<string> Both()
{
    Task<string> first = Count("first", 3), second = Count("second", 5);
    return string.Join(", ", await Task.WhenAll(first, second));
}

static async Task<string> Count(string name, int rounds)
{
    for (int round = 0; round < rounds; round++)
        await Task.Delay(10);
    return $"{name}: {rounds} rounds";
}
