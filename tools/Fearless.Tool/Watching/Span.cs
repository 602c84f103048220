namespace Fearless.Tool.Watching;

/// <summary>A part of the time, in seconds since the watching began.</summary>
internal readonly record struct Span(double Start, double End);
