using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Thrown where a method is too large to be looked at as a whole.</summary>
internal sealed class BudgetExceededException : Exception;

/// <summary>Bounds the work that is spent on one method, and stops it when the compiler is.</summary>
/// <remarks>Steps first, so that what is checked hardly depends on the machine; the time is for code whose steps are long.</remarks>
internal sealed class Budget(CompilationBudget ofAll, CancellationToken cancellationToken)
{
    // Some 30 times what the largest method of this repository takes.
    private const int MaxSteps = 200_000;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _ticks = ofAll.LeftForOne;
    private int _steps;

    public CancellationToken CancellationToken => cancellationToken;

    private long Elapsed => Stopwatch.GetTimestamp() - _start;

    public void Step()
    {
        CheckTime();
        if (++_steps > MaxSteps || !HasStack())
            throw new BudgetExceededException();
    }

    /// <summary>To be called in every loop whose length depends on the code that is looked at.</summary>
    public void CheckTime()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Elapsed > _ticks)
            throw new BudgetExceededException();
    }

    // Calls are executed within calls, as deep as the code goes.
    private static bool HasStack()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    /// <summary>Says that the method is done with.</summary>
    public void End() => ofAll.Spend(Elapsed);
}
