namespace Fearless.Testing;

/// <summary>How much an access orders besides itself.</summary>
internal enum MemoryOrder : byte
{
    /// <summary>Nothing: a plain access.</summary>
    Relaxed,

    /// <summary>A volatile read is an acquire, a volatile write a release.</summary>
    Ordered,
}
