#!/usr/bin/env dotnet
#:project ../../src/Fearless/Fearless.csproj
#:property PublishAot=false

// std::thread::scope: one thread for each piece of the data. They borrow it, and all have ended when Run returns.
// Run it with `dotnet run samples/guide/scoped-threads.cs`.
using Fearless;

string[] data = ["ada", "bob", "cy", "dee", "eve"];
Console.WriteLine(string.Join(' ', ProcessParallel(data)));

static string[] ProcessParallel(ReadOnlySpan<string> data) =>
    ThreadScope.Run(data, static (scope, data) =>
    {
        var threads = new List<ScopedThread<string[]>>();
        foreach (ReadOnlySpan<string> chunk in data.ChunksFor(Environment.ProcessorCount))
            threads.Add(scope.Spawn(chunk, static chunk => ProcessAll(chunk)));
        return threads.SelectMany(static thread => thread.Join()).ToArray();
    });

static string[] ProcessAll(ReadOnlySpan<string> items)
{
    var results = new string[items.Length];
    for (int index = 0; index < items.Length; index++)
        results[index] = items[index].ToUpperInvariant();
    return results;
}
