#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// Tasks on one thread: scopes, cancellation with its clean-up, timeouts, races, and a channel from a thread.
// Run it with `dotnet run samples/tasks.cs`.
using Fearless;
using Fearless.Channels;

Executor.BlockOn(static async () =>
{
    // A failure cancels the others; the scope ends when all have ended, and throws the failure.
    try
    {
        await TaskScope.RunAsync(static async scope =>
        {
            _ = scope.Spawn(Watch("first"));
            _ = scope.Spawn(Watch("second"));
            await Executor.Delay(TimeSpan.FromMilliseconds(20));
            throw new InvalidDataException("the input ended too early");
        });
    }
    catch (InvalidDataException exception)
    {
        Console.WriteLine($"failed: {exception.Message}");
    }

    // The first to answer wins; the other has been cancelled, and has ended, when the race is over.
    Console.WriteLine($"fastest: {await Future.Race(Answer("near", 10), Answer("far", 500))}");
    Result<string, Exception>[] ends = await Future.Settle(Answer("near", 10), Refuse());
    Console.WriteLine($"settled: {string.Join(", ", ends.Select(static end => end.Match(static name => name, static error => error.Message)))}");

    // Threads and tasks share channels.
    var (tx, rx) = Channel.Bounded<int>(4);
    var thread = new Thread(() =>
    {
        using (tx)
        {
            for (int number = 1; number <= 100; number++)
                tx.Send(number);
        }
    });
    thread.Start();
    int sum = 0;
    await foreach (int number in rx)
        sum += number;
    Console.WriteLine($"sum: {sum}");

    // A hundred thousand tasks that sleep: one object and 16 bytes of the timers each.
    await TaskScope.RunAsync(static async scope =>
    {
        for (int task = 0; task < 100_000; task++)
            _ = scope.Spawn(Sleep(TimeSpan.FromMilliseconds(task % 100)));
        await Executor.Yield();
        Console.WriteLine("100,000 tasks sleep");
    });
    Console.WriteLine("and all have ended");
});

static async Future Watch(string name)
{
    try
    {
        await Executor.Delay(Timeout.InfiniteTimeSpan);
    }
    finally
    {
        Console.WriteLine($"{name} cleans up");
    }
}

static async Future<string> Answer(string name, int milliseconds)
{
    await Executor.Delay(TimeSpan.FromMilliseconds(milliseconds));
    return name;
}

static async Future<string> Refuse()
{
    await Executor.Yield();
    throw new IOException("refused");
}

static async Future Sleep(TimeSpan time) => await Executor.Delay(time);
