using System.Runtime.InteropServices;

namespace Fearless.Tasks;

/// <summary>The descriptors of a loop, and what waits for them. One thread's, but for <see cref="Wake"/>.</summary>
internal sealed class Reactor : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly List<IoSource?> _sources = [];
    private readonly Stack<int> _free = [];
    private uint _registrations;

    /// <summary>Whether this system has what it needs.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();

    /// <summary>Tells <paramref name="source"/> when it becomes ready, until it is removed.</summary>
    public void Add(IoSource source)
    {
        int index = _free.TryPop(out int free) ? free : _sources.Count;
        if (index == _sources.Count)
            _sources.Add(null);
        // An event that was collected before its source was removed must not be taken for one of the next source at this place.
        source.Key = ((ulong)++_registrations << 32) | (uint)index;
        try
        {
            _epoll.Watch(source.Descriptor, source.Key, Readiness.Readable | Readiness.Writable | Readiness.PeerClosed);
            _sources[index] = source;
        }
        catch
        {
            _free.Push(index);
            throw;
        }
    }

    /// <summary>Tells it no more. Before its descriptor is closed.</summary>
    public void Remove(IoSource source)
    {
        int index = (int)(uint)source.Key;
        _epoll.Forget(source.Descriptor);
        _sources[index] = null;
        _free.Push(index);
    }

    /// <summary>Tells whom it concerns what has become ready, waiting for <paramref name="milliseconds"/> at most for something to; -1 for any
    /// time. True if there was something.</summary>
    public bool Collect(int milliseconds)
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

    /// <summary>Ends the wait of <see cref="Collect"/>. Any thread.</summary>
    public void Wake() => _epoll.Wake();

    /// <summary>Ends whatever waits, and stops.</summary>
    public void Dispose()
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
