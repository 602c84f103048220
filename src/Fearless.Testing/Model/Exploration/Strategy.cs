namespace Fearless.Testing;

/// <summary>Decides which thread does the next step, and which of several outcomes the step has.</summary>
internal abstract class Strategy
{
    /// <summary>The oldest store that the pending load of each thread may read; everything older is explored elsewhere.</summary>
    public readonly int[] Floors = new int[Clock.Threads];

    /// <summary>Whether all that the program can do, within the bounds, has been explored.</summary>
    public virtual bool IsExhausted => false;

    /// <summary>Before the first step of an execution.</summary>
    public abstract void Begin(Execution execution);

    /// <summary>One of <paramref name="enabled"/>, a set of threads that is not empty.</summary>
    /// <param name="execution">The execution so far.</param>
    /// <param name="enabled">Who can do a step.</param>
    /// <param name="current">Who did the last one; perhaps no longer enabled.</param>
    public abstract int ChooseThread(Execution execution, uint enabled, int current);

    /// <summary>Below <paramref name="options"/>, which is at least two. Zero is the ordinary outcome.</summary>
    public abstract int ChooseOption(Execution execution, int options);

    /// <summary>After each step.</summary>
    public virtual void Done(Execution execution, int index)
    {
    }

    /// <summary>After an execution: whether there is to be another.</summary>
    public abstract bool Advance(Execution execution);
}
