namespace Fearless;

/// <summary>A job that a join can run on another worker: a struct that holds its input and, once executed, its result.</summary>
public interface IForkJob
{
    /// <summary>Does the work. Runs on one worker, once.</summary>
    /// <param name="context">The worker that runs it; fork with its <see cref="ForkContext.Join{TLeft, TRight}(ref TLeft, ref TRight)"/>.</param>
    void Execute(ForkContext context);
}
