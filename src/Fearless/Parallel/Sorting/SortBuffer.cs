using System.Buffers;
using System.Runtime.CompilerServices;

namespace Fearless.Sorting;

/// <summary>Room for as many elements as are sorted, from the process's pool of arrays and back to it.</summary>
internal readonly ref struct SortBuffer<T>
{
    private readonly T[] _array;
    private readonly int _length;

    public SortBuffer(int length)
    {
        _array = ArrayPool<T>.Shared.Rent(length);
        _length = length;
    }

    public Span<T> Span => _array.AsSpan(0, _length);

    public void Dispose()
    {
        // So that the pool keeps no element alive.
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Span.Clear();
        ArrayPool<T>.Shared.Return(_array);
    }
}
