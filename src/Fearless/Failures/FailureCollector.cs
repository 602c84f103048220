using System.Runtime.ExceptionServices;
using Fearless.Atomics;

namespace Fearless;

/// <summary>Keeps every failure of one operation; the first to arrive is the one that is rethrown, the others hang on it.</summary>
internal struct FailureCollector
{
    // A lock, because failures are rare and must all be kept. Created with the first failure.
    private AtomicRef<List<ExceptionDispatchInfo>> _failures;

    /// <summary>Whether a failure was added. Reads without the lock: exact once everything that adds has been joined.</summary>
    public readonly bool Any => _failures.Read() is not null;

    /// <summary>Keeps <paramref name="exception"/> with its stack trace. Any thread. Returns true for the first one.</summary>
    public bool Add(Exception exception)
    {
        var captured = ExceptionDispatchInfo.Capture(exception);
        List<ExceptionDispatchInfo> created = [captured];
        List<ExceptionDispatchInfo>? existing = _failures.CompareExchange(null, created);
        if (existing is null)
            return true;
        lock (existing)
            existing.Add(captured);
        return false;
    }

    /// <summary>Rethrows the first failure, if there was one, with the others
    /// hung on it. After everything that adds has been joined.</summary>
    public readonly void ThrowIfAny() => Merge()?.Throw();

    /// <summary>The first failure with the others hung on it; null if there was none. After everything that adds has been joined.</summary>
    public readonly ExceptionDispatchInfo? Merge()
    {
        if (_failures.Read() is not { } failures)
            return null;
        Exception first = failures[0].SourceException;
        foreach (ExceptionDispatchInfo further in failures.Skip(1))
            first.Suppress(further.SourceException);
        return failures[0];
    }
}
