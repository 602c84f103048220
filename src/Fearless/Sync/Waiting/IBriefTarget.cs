namespace Fearless.Sync;

/// <summary>The target of continuations that do no more than to have something run elsewhere: the thread that completes a wait may call them
/// itself.</summary>
internal interface IBriefTarget
{
}
