namespace Fearless.Testing;

/// <summary>What a step of a model thread does.</summary>
internal enum OperationKind : byte
{
    /// <summary>Runs up to its first operation.</summary>
    Start,

    /// <summary>Goes on after a wake-up, or after another thread ended.</summary>
    Resume,

    /// <summary>Ends.</summary>
    End,

    /// <summary>Reads an atomic.</summary>
    Load,

    /// <summary>Writes an atomic.</summary>
    Store,

    /// <summary>Reads and writes an atomic in one step; a full fence.</summary>
    ReadModifyWrite,

    /// <summary>A full fence, where it is a step.</summary>
    FullFence,

    /// <summary>Compares a word and falls asleep on it, in one step.</summary>
    Sleep,

    /// <summary>Ends the sleep of a thread.</summary>
    Wake,

    /// <summary>The time of a sleep is over.</summary>
    TimeOut,

    /// <summary>Chooses one of several values.</summary>
    Choose,

    /// <summary>Spins, and lets others go first.</summary>
    Yield,

    /// <summary>Waits for another thread to end.</summary>
    Join,

    /// <summary>Something that the model cannot see into, and that may concern every thread.</summary>
    Opaque,
}
