using System.Diagnostics.CodeAnalysis;
using Fearless.Sync;

namespace Fearless;

/// <summary>A thread that a scope started and that computes a result: the handle to wait for it.</summary>
/// <inheritdoc cref="ScopedThread"/>
/// <typeparam name="TResult">The type of the result.</typeparam>
public abstract class ScopedThread<TResult> : ScopedThread
{
    private protected ScopedThread()
    {
    }

    /// <summary>What the body returned. Written before the thread is finished, read after.</summary>
    [AllowNull]
    private protected TResult Result { get; set; }

    /// <summary>Waits until the body has ended, and returns its result.</summary>
    /// <returns>What the body returned.</returns>
    /// <inheritdoc cref="ScopedThread.Join"/>
    public new TResult Join(CancellationToken cancellationToken = default)
    {
        base.Join(cancellationToken);
        return Result;
    }

    /// <summary>Waits until the body has ended or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; zero to look only, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="result">What the body returned; the default value if the time was over.</param>
    /// <param name="cancellationToken">Ends the wait, not the thread.</param>
    /// <inheritdoc cref="ScopedThread.TryJoin"/>
    public bool TryJoin(TimeSpan timeout, [MaybeNullWhen(false)] out TResult result, CancellationToken cancellationToken = default)
    {
        bool joined = TryJoin(timeout, cancellationToken);
        result = joined ? Result : default;
        return joined;
    }
}
