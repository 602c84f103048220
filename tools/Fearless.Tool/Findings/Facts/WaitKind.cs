namespace Fearless.Tool.Findings.Facts;

/// <summary>What a wait waits for.</summary>
internal enum WaitKind
{
    /// <summary>Work of the processor, or nothing.</summary>
    OwnWork,

    /// <summary>Work of the processor, on the thread pool.</summary>
    WorkOnPool,

    /// <summary>Whatever another method with source waits for.</summary>
    Call,

    /// <summary>Something outside of the process, or unknown.</summary>
    Outside,
}
