namespace Fearless.Sync;

/// <summary>Marks the <see cref="SynchronizationContext"/> of a loop that runs tasks: what is posted to it runs there, without a detour over the
/// thread pool.</summary>
internal interface ILoopContext
{
}
