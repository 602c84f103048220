namespace Fearless.Sync;

/// <summary>What tasks get for entering a <see cref="Synchronizer"/>.</summary>
internal interface IEntrance<TResult>
{
    /// <summary>What is entered.</summary>
    Synchronizer Synchronizer { get; }

    /// <summary>The waits that have ended, for use by later ones.</summary>
    OperationPool<TaskEntry<TResult>> Entries { get; }

    /// <summary>The result for one that has entered.</summary>
    TResult Enter(long lease);

    /// <summary>The result for one that has given up; it is not used when the wait was cancelled or has failed, and called all the same.</summary>
    TResult GiveUp(long request);
}
