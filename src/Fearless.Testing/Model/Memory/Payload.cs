using System.Runtime.CompilerServices;

namespace Fearless.Testing;

/// <summary>What a location can hold: the bits of a number, or a reference.</summary>
internal readonly struct Payload
{
    public readonly object? Reference;
    public readonly long Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Payload(long bits) => Bits = bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Payload(object? reference, bool isReference)
    {
        Reference = reference;
        Bits = isReference && reference is null ? 0 : long.MinValue + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(in Payload other) => Bits == other.Bits && ReferenceEquals(Reference, other.Reference);
}
