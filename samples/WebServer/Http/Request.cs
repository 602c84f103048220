namespace WebServer.Http;

/// <summary>A request, read to its end.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Body">Empty where there is none.</param>
/// <param name="KeepsAlive">Whether the client may send another one on the same connection.</param>
internal sealed record Request(string Method, string Path, ReadOnlyMemory<byte> Body, bool KeepsAlive);
