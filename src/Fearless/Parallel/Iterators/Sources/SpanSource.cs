using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>The items of a span, which the caller lends for the length of the call.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct SpanSource<T> : IMutableSource<T>
{
    private readonly Span<T> _span;

    internal SpanSource(Span<T> span) => _span = span;

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct => new ReadOnlySpanSource<T>(_span).Open<TCallback, TResult>(callback);

    /// <inheritdoc/>
    public TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct => new ReadOnlySpanSource<T>(_span).OpenContiguous<TCallback, TResult>(callback);

    /// <inheritdoc/>
    public unsafe TResult OpenMutable<TCallback, TResult>(TCallback callback)
        where TCallback : IMutableCallback<T, TResult>, allows ref struct
    {
        SpanLoans.ThrowIfReferencesOnStack<T>(_span);
        // SAFETY: pinned until every worker is done, which is when Run returns; so the address is good for as long as the producer is.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(_span)))
            return callback.Run(new AddressProducer<T>((nint)address, _span.Length));
    }
}
