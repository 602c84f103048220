namespace Fearless.Tool.Watching.Bursts;

/// <summary>Two stacks are the same if all their addresses are.</summary>
internal sealed class AddressComparer : IEqualityComparer<ulong[]>
{
    public static AddressComparer Instance { get; } = new();

    public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(ulong[] stack)
    {
        var hash = new HashCode();
        foreach (ulong address in stack)
            hash.Add(address);
        return hash.ToHashCode();
    }
}
