namespace Fearless.Benchmarks.Rust;

/// <summary>The Rust process did not do what it was asked.</summary>
internal sealed class RustPeerException(string message, Exception? inner = null) : Exception(message, inner);
