namespace Fearless.Tasks;

/// <summary>How a frame ended that did not fail.</summary>
internal sealed class FrameEnd
{
    /// <summary>With a result.</summary>
    public static readonly FrameEnd Completed = new();

    /// <summary>Without one, because its task was cancelled.</summary>
    public static readonly FrameEnd Cancelled = new();
}
