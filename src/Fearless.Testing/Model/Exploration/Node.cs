namespace Fearless.Testing;

/// <summary>A decision of the depth-first search: a state of the program, and what was done and is still to do from it.</summary>
internal struct Node
{
    /// <summary>Who does the step now, and with which outcome of how many.</summary>
    public byte Thread;
    public ushort Option;
    public ushort Options;

    /// <summary>The threads that could do a step.</summary>
    public byte Enabled;

    /// <summary>The threads whose step is explored from here: those that are done, the present one, those to come.</summary>
    public byte Backtrack;
    public byte Done;

    /// <summary>The threads that need not be explored: every execution that begins with their step is equivalent to one explored before.</summary>
    public byte Asleep;

    /// <summary>How often a thread was interrupted that could have gone on, up to this node; and whose turn it was before.</summary>
    public ushort Preemptions;
    public sbyte Previous;
    public bool PreviousCouldGoOn;
}
