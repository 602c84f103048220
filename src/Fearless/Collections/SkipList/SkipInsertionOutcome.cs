namespace Fearless.Collections;

/// <summary>What came of an attempt to insert a key.</summary>
internal enum SkipInsertionOutcome
{
    Inserted,

    /// <summary>In the list, but to be left out of the levels above.</summary>
    InsertedBelow,

    /// <summary>The key is there already.</summary>
    Found,

    /// <summary>The search stood at a node that was removed, and must begin anew.</summary>
    Restart,
}
