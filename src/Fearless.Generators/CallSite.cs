namespace Fearless.Generators;

/// <summary>A call that is lowered.</summary>
internal sealed class CallSite(string place, string code) : IEquatable<CallSite>
{
    /// <summary>The content of the file, as a checksum, and the position in it.</summary>
    public string Place => place;

    /// <summary>The members of the class that holds the interceptor.</summary>
    public string Code => code;

    /// <inheritdoc/>
    public bool Equals(CallSite? other) => other is not null && place == other.Place && code == other.Code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallSite);

    /// <inheritdoc/>
    public override int GetHashCode() => code.GetHashCode();
}
