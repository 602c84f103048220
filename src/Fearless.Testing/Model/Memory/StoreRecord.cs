namespace Fearless.Testing;

/// <summary>One store in the modification order of a location.</summary>
internal struct StoreRecord
{
    public Payload Value;

    /// <summary>What a thread that acquires from this store learns.</summary>
    public Clock Released;

    /// <summary>When each thread first read or wrote this store. Whoever knows one of these moments reads nothing older.</summary>
    public Clock Seen;

    /// <summary>The event that stored; -1 for the value that the location began with.</summary>
    public int Event;

    /// <summary>Who stored it; -1 for the value that the location began with.</summary>
    public sbyte Thread;
}
