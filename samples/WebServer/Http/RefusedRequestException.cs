namespace WebServer.Http;

/// <summary>What the client sent cannot be answered, and where its next request would begin is not known.</summary>
internal sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    /// <summary>What the client is told.</summary>
    public int Status { get; } = status;
}
