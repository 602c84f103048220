namespace Fearless.Tasks;

/// <summary>The reactor of a loop on a pool, which a <see cref="ReactorWatch"/> looks at while the loop rests.</summary>
/// <remarks>An epoll can itself be waited for: it is readable while it has something to tell.</remarks>
internal sealed class WatchedReactor(ReactorWatch watch, LoopContext loop, ulong key)
{
    // Loops on pools are many, and have few sockets each.
    private const int MaxEvents = 32;

    public EpollReactor Reactor { get; } = new(MaxEvents);

    public ulong Key => key;

    /// <summary>The loop is about to rest: it is to be woken when there is something for it, and also if there is already. By its turn.</summary>
    public void Rest() => watch.Arm(this);

    /// <summary>The loop has ended. By its turn, before the reactor is disposed of.</summary>
    public void Leave() => watch.Forget(this);

    /// <summary>There is something. Any thread.</summary>
    // RACE: the loop may have ended, or found it by itself; a wake-up is then for nothing.
    public void Wake() => loop.Wake();
}
