using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>Limits how far the items between a numbering and the stage that puts them in order again may be apart.</summary>
/// <remarks>
/// An item enters when it is numbered and leaves when its turn has come. INVARIANT: the numbers that have entered and not left are less than
/// <see cref="Size"/> apart, so a ring of that size holds all that come early, and the item whose turn it is always finds room on its way:
/// no early one has to wait in a queue before it.
/// <para>The window is as wide as all queues and stages in between hold, so it never narrows them.</para>
/// </remarks>
internal sealed class OrderWindow
{
    private Sender<bool>? _entrance;
    private Receiver<bool>? _exit;

    public int Size { get; private set; }

    /// <summary>Makes room for what another stage on the way holds. Before <see cref="Open"/>.</summary>
    public void Widen(int items) => Size += items;

    public void Open() => (_entrance, _exit) = Channel.Bounded<bool>(Size);

    /// <summary>Lets one item in; blocks until there is room.</summary>
    public void Enter(Lane lane)
    {
        if (_entrance!.TrySend(default) != SendResult.Full)
            return;
        lane.BeginBlocked();
        _entrance.TrySend(default, Deadline.Never);
        lane.EndBlocked();
    }

    /// <summary>Lets one item out that has entered.</summary>
    public void Leave() => _exit!.TryReceive(out _);

    /// <summary>Lifts the limit, because a number may never come.</summary>
    public void Break() => _exit!.Close();

    /// <summary>After the run.</summary>
    public void Dispose()
    {
        _entrance?.Dispose();
        _exit?.Dispose();
    }
}
