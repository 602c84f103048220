using System.Runtime.CompilerServices;

namespace Fearless.Testing;

/// <summary>The objects that a thread got hold of by plain loads of references, and what it may know when it uses them.</summary>
/// <remarks>
/// .NET orders what is read through a reference after the load of the reference ("Data-dependent reads are ordered"), and nothing else. An
/// access is taken to go through the reference when it lies inside the object.
/// SOURCE: dotnet/runtime docs/design/specs/Memory-model.md.
/// </remarks>
internal sealed class ConsumedObjects
{
    private const int Capacity = 16;

    private readonly object?[] _objects = new object?[Capacity];
    private readonly Clock[] _released = new Clock[Capacity];
    private int _count;

    public bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count == 0;
    }

    /// <summary>What was released with each of them.</summary>
    public Span<Clock> Released => _released.AsSpan(0, _count);

    public void Add(object consumed, in Clock released)
    {
        for (int index = 0; index < _count; index++)
        {
            if (ReferenceEquals(_objects[index], consumed))
            {
                _released[index] = Clock.Join(_released[index], released);
                return;
            }
        }
        if (_count == Capacity)
        {
            Array.Copy(_objects, 1, _objects, 0, Capacity - 1);
            Array.Copy(_released, 1, _released, 0, Capacity - 1);
            _count--;
        }
        _objects[_count] = consumed;
        _released[_count++] = released;
    }

    /// <summary>What the thread may know when it uses a variable at <paramref name="place"/>.</summary>
    public Clock KnownThrough(ref byte place)
    {
        Clock known = Clock.Zero;
        for (int index = 0; index < _count; index++)
        {
            if (ObjectExtent.Contains(_objects[index]!, ref place))
                known = Clock.Join(known, _released[index]);
        }
        return known;
    }

    public void Clear()
    {
        if (_count > 0)
            Array.Clear(_objects, 0, _count);
        _count = 0;
    }
}
