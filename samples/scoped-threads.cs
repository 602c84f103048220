#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Counts letters on several threads, into memory on the caller's stack. Run it with `dotnet run samples/scoped-threads.cs [file]`.
using Fearless;

string text = args is [string file] ? File.ReadAllText(file) : string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 20_000));
int workers = Environment.ProcessorCount;

// One row of 26 counts for each thread. Threads of a scope may borrow the stack, because Run returns only when all of them have ended.
Span<int> rows = stackalloc int[workers * 26];
ThreadScope.Run(rows, (scope, rows) =>
{
    foreach (ReadOnlySpan<char> part in text.AsSpan().ChunksFor(workers))
    {
        var (row, rest) = rows.SplitAt(26);
        scope.Spawn(part, row, static (part, row) => Count(part, row));
        rows = rest;
    }
});

int[] totals = new int[26];
foreach (ReadOnlySpan<int> row in rows.ChunksFor(workers))
{
    for (int letter = 0; letter < 26; letter++)
        totals[letter] += row[letter];
}
foreach (var (letter, count) in totals.Select(static (count, index) => ((char)('a' + index), count)).OrderByDescending(static pair => pair.count).Take(5))
    Console.WriteLine($"{letter} {count}");

// A thread that fails cancels the scope's token, so that the others can stop early. Run rethrows its exception as it was.
try
{
    ThreadScope.Run(static scope =>
    {
        CancellationToken failed = scope.CancellationToken;
        scope.Spawn(static () => throw new IOException("The disk is full."));
        scope.Spawn(() => { failed.WaitHandle.WaitOne(); Console.WriteLine("stopped early"); });
    });
}
catch (IOException exception)
{
    Console.WriteLine($"rethrown: {exception.Message}");
}

static void Count(ReadOnlySpan<char> text, Span<int> counts)
{
    foreach (char c in text)
    {
        int letter = char.ToLowerInvariant(c) - 'a';
        if ((uint)letter < 26)
            counts[letter]++;
    }
}
