namespace WebServer.Load;

/// <summary>What a load has seen.</summary>
internal sealed class LoadResult
{
    /// <summary>Connections that were made, and then stayed.</summary>
    public int Connected { get; set; }

    /// <summary>Answers that were as they should be.</summary>
    public long Answers { get; set; }

    /// <summary>Answers that said that there is too much to do.</summary>
    public long Overloads { get; set; }

    /// <summary>Connections that broke, and answers that were none.</summary>
    public long Failures { get; set; }

    /// <summary>How long each answer took, in order.</summary>
    public List<TimeSpan> Latencies { get; } = [];

    /// <summary>From the first request to the last answer.</summary>
    public TimeSpan Duration { get; set; }
}
