namespace Fearless.Scheduling;

/// <summary>What the code on a worker's thread runs inside of, such as the loop of a task. Jobs that are executed on top of that code do
/// not.</summary>
internal interface ISurroundings
{
    /// <summary>Has the thread be outside.</summary>
    void Leave();

    /// <summary>Has it be inside again.</summary>
    void Return();
}
