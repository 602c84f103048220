namespace Fearless.Tasks;

/// <summary>An awaiter that takes the frame itself, where others take a delegate.</summary>
internal interface ILeafAwaiter
{
    /// <summary>The frame waits from now on. On its loop's thread, at the end of its step.</summary>
    void Suspend(Frame frame);
}
