namespace Fearless;

/// <summary>What the failure of a task means for the others of its <see cref="TaskScope"/>.</summary>
/// <remarks>A failure of the scope's body cancels all tasks in any case. For a fixed number of futures whose results are wanted together there are
/// <see cref="Future.All"/>, <see cref="Future.FirstSuccess"/> and <see cref="Future.Settle"/>.</remarks>
public enum ScopePolicy
{
    /// <summary>It cancels all others, and is rethrown by the scope. The default.</summary>
    FailFast,

    /// <summary>The others go on. The failure is told to those who await the task's handle; those that nobody has been told of are rethrown together
    /// by the scope, at its end.</summary>
    Supervisor,
}
