using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>The descriptors of a loop in an epoll of its own. One thread's, but for <see cref="Wake"/>.</summary>
/// <param name="maxEvents">How many are told at once.</param>
internal sealed class EpollReactor(int maxEvents) : Reactor
{
    private readonly Epoll _epoll = new(maxEvents);
    private readonly List<IoSource?> _sources = [];
    private readonly Stack<int> _free = [];
    private uint _registrations;

    /// <summary>Whether this system has what it needs.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();

    /// <summary>Readable itself while there is something to collect.</summary>
    public SafeHandle Descriptor => _epoll.Descriptor;

    public override void Add(IoSource source)
    {
        int index = _free.TryPop(out int free) ? free : _sources.Count;
        if (index == _sources.Count)
            _sources.Add(null);
        // An event that was collected before its source was removed must not be taken for one of the next source at this place.
        source.Key = ((ulong)++_registrations << 32) | (uint)index;
        try
        {
            _epoll.Watch(source.Transport.Descriptor, source.Key, Readiness.Readable | Readiness.Writable | Readiness.PeerClosed);
            _sources[index] = source;
        }
        catch
        {
            _free.Push(index);
            throw;
        }
    }

    public override void Remove(IoSource source)
    {
        int index = (int)(uint)source.Key;
        _epoll.Forget(source.Transport.Descriptor);
        _sources[index] = null;
        _free.Push(index);
    }

    public override bool Collect(int milliseconds)
    {
        int count = _epoll.Wait(milliseconds);
        for (int index = 0; index < count; index++)
        {
            (Readiness what, ulong key) = _epoll.Read(index);
            if (key == Epoll.WakeKey)
                _epoll.TakeWake();
            else if (Find(key) is { } source)
                source.BecomeReady(what);
        }
        return count > 0;
    }

    /// <summary>Has <see cref="Wake"/> work. Once, before the first wait.</summary>
    public void AllowWake() => _epoll.AllowWake();

    /// <summary>Ends the wait of <see cref="Collect"/>. Any thread.</summary>
    public void Wake() => _epoll.Wake();

    public override void Dispose()
    {
        foreach (IoSource? source in CollectionsMarshal.AsSpan(_sources))
            source?.Close();
        _epoll.Dispose();
    }

    private IoSource? Find(ulong key)
    {
        int index = (int)(uint)key;
        return index < _sources.Count && _sources[index] is { } source && source.Key == key ? source : null;
    }
}
