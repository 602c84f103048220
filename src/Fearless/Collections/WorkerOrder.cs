namespace Fearless.Collections;

/// <summary>At which end the owner of a deque pops.</summary>
internal enum WorkerOrder
{
    /// <summary>Last in, first out.</summary>
    Lifo,

    /// <summary>First in, first out.</summary>
    Fifo,
}
