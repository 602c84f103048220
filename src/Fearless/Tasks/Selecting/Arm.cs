namespace Fearless.Tasks;

/// <summary>Something that a <see cref="Contest{TResult}"/> waits for, and what is to be done when that was the first to come.</summary>
internal abstract class Arm<TResult>
{
    /// <summary>Waits, as a task of the contest, and tells it what has come.</summary>
    public abstract Future RunAsync(Contest<TResult> contest);

    /// <summary>What the contest has for a result, when this arm has won and all others have ended.</summary>
    public abstract TResult Finish();

    /// <summary>Something has come, and this is not to have won: hands it to whoever wants it.</summary>
    public abstract Future GiveUpAsync();
}
