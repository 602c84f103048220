#!/usr/bin/env dotnet
#:project ../../src/Fearless/Fearless.csproj
#:property PublishAot=false

// The guide's "bounded async": two requests at once, on one thread, in a scope that neither outlives.
// Run it with `dotnet run samples/guide/bounded-async.cs`.
using System.Diagnostics;
using Fearless;

long started = Stopwatch.GetTimestamp();

string combined = Executor.BlockOn(static async () =>
    await TaskScope.RunAsync(static async scope =>
    {
        TaskHandle<string> data = scope.Spawn(FetchDataFromApi());
        TaskHandle<string> metadata = scope.Spawn(FetchMetadata());
        return $"{await data}-{await metadata}";
    }));

Console.WriteLine(combined);
Console.WriteLine($"after {Stopwatch.GetElapsedTime(started).TotalSeconds:f1} s, the longer of the two waits");

// A wait that takes too long is cancelled, its clean-up waited for, and the caller told.
try
{
    Executor.BlockOn(static async () => await FetchDataFromApi().WithTimeout(TimeSpan.FromMilliseconds(50)));
}
catch (TimeoutException)
{
    Console.WriteLine("too late: the request was cancelled");
}

static async Future<string> FetchDataFromApi()
{
    try
    {
        await Executor.Delay(TimeSpan.FromSeconds(1));
        return "data";
    }
    finally
    {
        Console.WriteLine("the request for data is over");
    }
}

static async Future<string> FetchMetadata()
{
    await Executor.Delay(TimeSpan.FromMilliseconds(500));
    return "metadata";
}
