using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>The items of a read-only span, which the caller lends for the length of the call.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct ReadOnlySpanSource<T> : IContiguousSource<T>
{
    private readonly ReadOnlySpan<T> _span;

    internal ReadOnlySpanSource(ReadOnlySpan<T> span) => _span = span;

    /// <inheritdoc/>
    public unsafe TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct
    {
        SpanLoans.ThrowIfReferencesOnStack(_span);
        // SAFETY: pinned until every worker is done, which is when Run returns; so the address is good for as long as the producer is.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(_span)))
            return callback.Run(new AddressProducer<T>((nint)address, _span.Length));
    }

    /// <inheritdoc/>
    public unsafe TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct
    {
        SpanLoans.ThrowIfReferencesOnStack(_span);
        // SAFETY: as in Open.
        fixed (byte* address = &Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(_span)))
            return callback.Run(new AddressProducer<T>((nint)address, _span.Length));
    }
}
