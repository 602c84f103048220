namespace Fearless.Sync;

/// <summary>Brings a continuation home to its loop, as often as it is used.</summary>
internal interface ILoopStep
{
    /// <summary>Whether it brings home to <paramref name="loop"/>.</summary>
    bool IsOf(ILoopContext loop);

    /// <summary>Keeps what is to run, until <see cref="Post"/>.</summary>
    void Prepare(Action<object?> continuation, object? state);

    /// <summary>Has it run in the loop, or on the thread pool when that has ended. Any thread, once for each <see cref="Prepare"/>.</summary>
    void Post();
}
