using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Thrown where code is too large to be looked at as a whole.</summary>
internal sealed class BudgetExceededException : Exception;

/// <summary>Bounds the work that is spent on one method, and stops it when the compiler is.</summary>
/// <remarks>Steps first, so that what is checked hardly depends on the machine; the time is for code whose steps are long.</remarks>
internal sealed class Budget
{
    /// <summary>Some 30 times what the largest method of this repository takes.</summary>
    public const int UsualSteps = 200_000;

    // A method that is called may have all but an eighth of what is left, so that its caller can go on without it. With less to call, methods
    // that call one another thirty deep would leave nothing to the last.
    private const int Parts = 8;

    private readonly CompilationBudget _ofAll;
    private readonly Budget? _whole;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _end;
    private int _steps;

    public Budget(CompilationBudget ofAll, CancellationToken cancellationToken, int steps = UsualSteps)
    {
        (_ofAll, CancellationToken, _steps) = (ofAll, cancellationToken, steps);
        _end = _start + ofAll.LeftForOne;
        Allowance = new Allowance(_steps, _end - _start);
    }

    private Budget(Budget whole)
    {
        (_ofAll, CancellationToken, _whole) = (whole._ofAll, whole.CancellationToken, whole);
        _steps = whole._steps - whole._steps / Parts;
        _end = whole._end - (whole._end - _start) / Parts;
        Allowance = new Allowance(_steps, _end - _start);
    }

    public CancellationToken CancellationToken { get; }

    /// <summary>What there was at the beginning.</summary>
    public Allowance Allowance { get; }

    /// <summary>Whether something of it was spent without a result, on a method that was too large.</summary>
    public bool HasLostPart { get; private set; }

    private bool IsSpent => _steps < 0 || Stopwatch.GetTimestamp() > _end;

    public void Step()
    {
        CheckTime();
        for (Budget? budget = this; budget is not null; budget = budget._whole)
            budget._steps--;
        if (_steps < 0 || !HasStack())
            throw new BudgetExceededException();
    }

    /// <summary>To be called in every loop whose length depends on the code that is looked at.</summary>
    public void CheckTime()
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() > _end)
            throw new BudgetExceededException();
    }

    /// <summary>What a method that is called may have of it.</summary>
    public Budget ForCallee() => new(this);

    /// <summary>Says that a callee's part was not enough, and whether the caller can go on without it.</summary>
    public bool Survives(Budget part)
    {
        HasLostPart = true;
        return part.IsSpent && !IsSpent;
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
    public void End() => _ofAll.Spend(Stopwatch.GetTimestamp() - _start);
}
