using System.Threading;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Thrown where a method is too large to be looked at as a whole.</summary>
internal sealed class BudgetExceededException : Exception;

/// <summary>Bounds the work that is spent on one method, and stops it when the compiler is.</summary>
internal sealed class Budget(CancellationToken cancellationToken)
{
    // Some 30 times what the largest method of this repository takes.
    private const int MaxSteps = 200_000;

    private int _steps;

    public CancellationToken CancellationToken => cancellationToken;

    public void Step()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps)
            throw new BudgetExceededException();
    }
}
