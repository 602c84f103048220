using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fearless.Plumbing;

/// <summary>Turns what holds references of a type <c>T</c> into what holds <see cref="Reference"/>s, and back, without a copy.</summary>
/// <remarks>
/// SAFETY, for the whole file: a <see cref="Reference"/> is one field of a reference type, so a place that holds a <c>T</c> holds a
/// <see cref="Reference"/> just as well. Whoever erases something must give it only references that are <c>T</c>s; in a pipeline they
/// are, because everything in it is erased together, after the compiler has checked that the types fit.
/// </remarks>
internal static class Erasure
{
    public static ReadOnlySpan<Reference> Items<T>(ReadOnlySpan<T> items)
    {
        Debug.Assert(!typeof(T).IsValueType, "Only references are erased.");
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, Reference>(ref MemoryMarshal.GetReference(items)), items.Length);
    }

    /// <summary>Places for items as the pipeline has them: <typeparamref name="TItem"/> is <typeparamref name="T"/>, or its
    /// erasure.</summary>
    /// <remarks>What is written is not checked against an array's element type, so <paramref name="places"/> must not be those of an array
    /// of a derived type.</remarks>
    public static Span<TItem> Places<T, TItem>(Span<T> places)
    {
        Debug.Assert(typeof(T) == typeof(TItem) || (typeof(TItem) == typeof(Reference) && !typeof(T).IsValueType), "The same items, or erased references.");
        return MemoryMarshal.CreateSpan(ref Unsafe.As<T, TItem>(ref MemoryMarshal.GetReference(places)), places.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Item<TFrom, TTo>(TFrom item)
        where TFrom : allows ref struct
        where TTo : allows ref struct => Unsafe.As<TFrom, TTo>(ref item);

    /// <summary>A delegate whose type is a lie wherever it says <see cref="Reference"/>: only <see cref="ErasedCall"/> may call it.</summary>
    public static TTo Function<TTo>(Delegate function)
        where TTo : Delegate => Unsafe.As<TTo>(function);
}
