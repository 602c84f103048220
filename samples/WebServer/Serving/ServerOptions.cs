namespace WebServer.Serving;

/// <summary>The limits of a server: what keeps it alive under whatever clients do.</summary>
internal sealed record ServerOptions
{
    /// <summary>How many clients are served at a time. Further ones are told to come again, and let go.</summary>
    public int MostConnections { get; init; } = 12_000;

    /// <summary>How long a client may be silent between two requests.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take from the first byte of a request to its last.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to receive an answer.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client that has had its last answer may take to end the connection, too.</summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long answers that are being made may take once the server is to end.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(5);
}
