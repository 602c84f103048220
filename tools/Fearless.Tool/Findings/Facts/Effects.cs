namespace Fearless.Tool.Findings.Facts;

/// <summary>What a method does besides giving back a value.</summary>
[Flags]
internal enum Effects
{
    None = 0,
    WritesStatic = 1,
    WritesThis = 2,
    WritesArguments = 4,
    Files = 8,
    Network = 16,

    /// <summary>The console, a log, a writer: where the order is seen.</summary>
    Output = 32,

    /// <summary>Something that is not known: a delegate, an interface, what did not bind.</summary>
    Unknown = 64,

    /// <summary>Through a pointer, of which it is not known where it leads.</summary>
    WritesPointers = 128,
}
