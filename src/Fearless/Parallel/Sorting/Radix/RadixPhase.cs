namespace Fearless.Sorting;

/// <summary>The steps of distributing items by a digit. All chunks end one before any begins the next.</summary>
internal enum RadixPhase
{
    /// <summary>Find the bits in which keys differ.</summary>
    Compare,

    /// <summary>Count the values of the digit.</summary>
    Count,

    /// <summary>Write each item to its place.</summary>
    Distribute,
}
