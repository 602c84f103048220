namespace Fearless.Tasks;

/// <summary>Runs a future, and leaves it to the others when that fails.</summary>
internal sealed class AttemptArm<T>(Future<T> future) : FutureArm<T, T>(future, static result => result, onUnused: null)
{
    public override async Future RunAsync(Contest<T> contest)
    {
        try
        {
            await base.RunAsync(contest);
        }
        catch (Exception exception) when (contest.TryMiss(exception))
        {
            // Kept, for when all others fail, too.
        }
    }
}
