namespace WebServer.Serving;

/// <summary>What a server has done. All of it is counted on the one thread that serves.</summary>
internal sealed class ServerCounts
{
    /// <summary>Clients that are connected and served.</summary>
    public int Open { get; set; }

    /// <summary>Clients that were let in.</summary>
    public long Accepted { get; set; }

    /// <summary>Clients that were sent away, since there were too many.</summary>
    public long SentAway { get; set; }

    /// <summary>Requests that got an answer of the site.</summary>
    public long Answered { get; set; }

    /// <summary>Requests that were none, or too large.</summary>
    public long Refused { get; set; }

    /// <summary>Connections that were ended since their client was too slow.</summary>
    public long TimedOut { get; set; }

    /// <summary>Connections that their client broke.</summary>
    public long Broken { get; set; }
}
