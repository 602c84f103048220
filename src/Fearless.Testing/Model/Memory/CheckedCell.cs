namespace Fearless.Testing;

/// <summary>A plain variable that is watched for data races, in one execution.</summary>
internal sealed class CheckedCell
{
    /// <summary>When each thread last read it since the last write.</summary>
    public Clock Reads;

    /// <summary>Who wrote last, and when. Thread 0 at time 0: known to all.</summary>
    public int Writer;
    public ushort WriteTime;

    public string? Name;

    public void Reset()
    {
        Reads = Clock.Zero;
        Writer = 0;
        WriteTime = 0;
        Name = null;
    }
}
