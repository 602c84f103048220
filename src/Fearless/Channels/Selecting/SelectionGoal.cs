namespace Fearless.Channels;

/// <summary>What a selection waits for.</summary>
internal enum SelectionGoal
{
    /// <summary>To carry one operation out.</summary>
    Complete,

    /// <summary>To know of one that is possible.</summary>
    FindReady,
}
