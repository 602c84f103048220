namespace Fearless.Benchmarks.Workloads.NBody;

/// <summary>A point mass.</summary>
internal readonly record struct Body(double X, double Y, double Z, double VelocityX, double VelocityY, double VelocityZ, double Mass);
