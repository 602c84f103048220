using System.Diagnostics;

namespace ImageBatch.Batch;

/// <summary>Adds up, for each thread, the time that it spends inside the work.</summary>
internal sealed class WorkClock : IDisposable
{
    private readonly ThreadLocal<Account> _accounts = new(static () => new Account(), trackAllValues: true);

    /// <summary>Counts the time until the result is disposed, on this thread.</summary>
    public Measurement Measure() => new(_accounts.Value!);

    /// <summary>What each thread that worked has worked, most first. Read it when the work is over.</summary>
    public WorkerTime[] Read() =>
    [
        .. _accounts.Values
            .Select(static account => new WorkerTime(Stopwatch.GetElapsedTime(0, account.Ticks), account.Pieces))
            .OrderByDescending(static time => time.Busy),
    ];

    public void Dispose() => _accounts.Dispose();

    internal readonly record struct WorkerTime(TimeSpan Busy, int Pieces);

    internal readonly struct Measurement(Account account) : IDisposable
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            account.Ticks += Stopwatch.GetTimestamp() - _start;
            account.Pieces++;
        }
    }

    internal sealed class Account
    {
        public long Ticks;
        public int Pieces;
    }
}
