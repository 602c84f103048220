namespace Fearless.Testing;

/// <summary>A step that was done.</summary>
internal struct Event
{
    public Operation Operation;
    public byte Thread;

    /// <summary>Which of its outcomes it had.</summary>
    public ushort Option;

    /// <summary>Its number among the steps of its thread, from one.</summary>
    public ushort Time;

    /// <summary>The steps whose order with this one matters, as a clock over <see cref="Time"/>.</summary>
    public Clock Past;

    /// <summary>The steps that came before it in any order that agrees with what it read and overwrote: <see cref="Past"/>, without the loads that its store
    /// came after, which might as well have come after it and read the same.</summary>
    public Clock Before;
}
