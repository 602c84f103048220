using System.Diagnostics.CodeAnalysis;
using Fearless.Sync;

namespace Fearless.Benchmarks.Workloads.Locks;

internal readonly struct MutexAdapter() : ILockUnderTest
{
    public const string Name = "Mutex";

    private readonly Mutex<ulong> _number = new(0);

    public ulong Number => _number.Lock().Value;

    public void Add()
    {
        using MutexGuard<ulong> guard = _number.Lock();
        guard.Value++;
    }

    public async ValueTask AddAsync()
    {
        using MutexGuard<ulong> guard = await _number.LockAsync().ConfigureAwait(false);
        guard.Value++;
    }
}

/// <summary>Tasks take it as threads do: nothing is awaited while it is held.</summary>
internal readonly struct LockStatementAdapter() : ILockUnderTest
{
    public const string Name = "lock";

    private readonly Lock _lock = new();
    private readonly ulong[] _number = new ulong[1];

    public ulong Number => _number[0];

    public void Add()
    {
        lock (_lock)
            _number[0]++;
    }

    public ValueTask AddAsync()
    {
        Add();
        return default;
    }
}

[SuppressMessage("Design", "CA1001", Justification = "There is nothing to dispose while nobody asks for a wait handle.")]
internal readonly struct SemaphoreSlimAdapter() : ILockUnderTest
{
    public const string Name = "SemaphoreSlim";

    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private readonly ulong[] _number = new ulong[1];

    public ulong Number => _number[0];

    public void Add()
    {
        _semaphore.Wait();
        _number[0]++;
        _semaphore.Release();
    }

    public async ValueTask AddAsync()
    {
        await _semaphore.WaitAsync().ConfigureAwait(false);
        _number[0]++;
        _semaphore.Release();
    }
}
