namespace Fearless.Collections;

/// <summary>The way that an enumeration goes.</summary>
internal enum SkipDirection : byte
{
    Ascending,
    Descending,
}
