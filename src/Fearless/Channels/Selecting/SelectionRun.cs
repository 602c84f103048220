using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Runs of a selection: how threads block and tasks wait until an operation is possible. The caller has made the core
/// <i>running</i>.</summary>
internal static class SelectionRun
{
    private const int Yields = 4;

    /// <summary>Carries one operation out; blocks the thread while none is possible, as long as the default lets it.</summary>
    /// <returns>The operation; null for the default, or when the wait was cancelled.</returns>
    public static SelectArm? ChooseOrDefault(SelectionCore core, CancellationToken cancellationToken, out SelectResult result)
    {
        ThrowIfEmpty(core);
        cancellationToken.ThrowIfCancellationRequested();
        result = SelectResult.Completed;
        SelectArm? chosen = core.DefaultAfter == TimeSpan.Zero ? core.TryChoose() : core.TryChooseSoon();
        return chosen ?? WaitOrDefault(core, cancellationToken, out result);
    }

    /// <summary>Runs the handler, which may run the selection again; or the default.</summary>
    /// <returns>The number of the operation; -1 for the default.</returns>
    public static int Finish(SelectionCore core, SelectArm? chosen, SelectResult result, CancellationToken cancellationToken)
    {
        if (chosen is not null)
        {
            int number = chosen.Number;
            chosen.Invoke();
            return number;
        }
        if (result == SelectResult.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        core.OnDefault!();
        return -1;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> RunAsync(SelectionCore core, long lease, CancellationToken cancellationToken)
    {
        SelectResult result;
        SelectArm? chosen;
        core.Enter(lease);
        try
        {
            (result, chosen) = await ChooseOrDefaultAsync(core, cancellationToken).ConfigureAwait(!ILoopContext.IsHere);
        }
        finally
        {
            core.Leave(lease);
        }
        return Finish(core, chosen, result, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> RunOnceAsync(SelectionCore core, long lease, CancellationToken cancellationToken)
    {
        core.Enter(lease);
        var failures = new FailureCollector();
        int number = -1;
        try
        {
            (SelectResult result, SelectArm? chosen) = await ChooseOrDefaultAsync(core, cancellationToken).ConfigureAwait(!ILoopContext.IsHere);
            number = Finish(core, chosen, result, cancellationToken);
        }
        catch (Exception exception)
        {
            failures.Add(exception);
        }
        core.DiscardAndGiveBack(lease, ref failures);
        failures.ThrowIfAny();
        return number;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<SelectResult> TryRunAsync(
        SelectionCore core, long lease, Deadline deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return SelectResult.Cancelled;
        SelectResult result;
        SelectArm? chosen;
        core.Enter(lease);
        try
        {
            (result, chosen) = core.TryChoose() is { } found
                ? (SelectResult.Completed, found)
                : await WaitAsync(core, SelectionGoal.Complete, deadline, cancellationToken).ConfigureAwait(!ILoopContext.IsHere);
        }
        finally
        {
            core.Leave(lease);
        }
        chosen?.Invoke();
        return result;
    }

    /// <summary>Carries one operation out, or finds one that is possible; blocks the thread while there is none.</summary>
    /// <returns>The operation; null when the wait ended otherwise.</returns>
    public static SelectArm? Choose(
        SelectionCore core, SelectionGoal goal, Deadline deadline, CancellationToken cancellationToken, out SelectResult result)
    {
        result = SelectResult.Completed;
        return TryChooseSoon(core, goal) ?? Wait(core, goal, deadline, cancellationToken, out result);
    }

    // Without waiting.
    private static SelectArm? TryChooseSoon(SelectionCore core, SelectionGoal goal) =>
        goal == SelectionGoal.Complete ? core.TryChooseSoon() : core.TryFindReady();

    /// <summary>Carries one operation out, or finds one that is possible, after an attempt that was in vain.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<(SelectResult Result, SelectArm? Chosen)> WaitAsync(
        SelectionCore core, SelectionGoal goal, Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
                return (SelectResult.Cancelled, null);
            if (deadline.HasPassed)
                return (SelectResult.TimedOut, null);

            if (core.Task is not { IsReusable: true })
                core.Task = new SelectTask(core);
            int outcome = WaitOutcome.Aborted;
            SelectArm? woken;
            try
            {
                outcome = await core.Task.WaitAsync(goal, deadline, cancellationToken).ConfigureAwait(ILoopContext.IsHere);
            }
            finally
            {
                woken = core.Unregister(outcome);
            }
            if (TryFinish(core, goal, woken) is { } chosen)
                return (SelectResult.Completed, chosen);
        }
    }

    private static void ThrowIfEmpty(SelectionCore core)
    {
        if (core.Count == 0 && core.OnDefault is null)
            {
            throw new InvalidOperationException(
                "There is nothing to select from, so this would wait for ever. Add operations with Receive and Send, or a Default.");
        }
    }

    private static ValueTask<(SelectResult Result, SelectArm? Chosen)> ChooseOrDefaultAsync(
        SelectionCore core, CancellationToken cancellationToken)
    {
        ThrowIfEmpty(core);
        cancellationToken.ThrowIfCancellationRequested();
        if (core.TryChoose() is { } chosen)
            return new((SelectResult.Completed, chosen));
        return core.DefaultAfter == TimeSpan.Zero
            ? new((SelectResult.TimedOut, null))
            : WaitAsync(core, SelectionGoal.Complete, Deadline.After(core.DefaultAfter, core.DefaultClock), cancellationToken);
    }

    private static SelectArm? WaitOrDefault(SelectionCore core, CancellationToken cancellationToken, out SelectResult result)
    {
        result = SelectResult.TimedOut;
        return core.DefaultAfter == TimeSpan.Zero
            ? null
            : Wait(core, SelectionGoal.Complete, Deadline.After(core.DefaultAfter, core.DefaultClock), cancellationToken, out result);
    }

    /// <summary>What <see cref="Choose"/> does after an attempt that was in vain.</summary>
    public static SelectArm? Wait(
        SelectionCore core, SelectionGoal goal, Deadline deadline, CancellationToken cancellationToken, out SelectResult result)
    {
        ThreadContext context = ThreadContext.Rent();
        try
        {
            result = SelectResult.Completed;
            bool canLook = core.CanLook();
            if (canLook && Look(core, goal, context) is { } seen)
                return seen;
            // What the attempts so far may have missed, before a deadline that has passed ends the run.
            if (goal == SelectionGoal.Complete && core.TryChoose() is { } found)
                return found;
            while (true)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    result = SelectResult.Cancelled;
                    return null;
                }
                if (deadline.HasPassed)
                {
                    result = SelectResult.TimedOut;
                    return null;
                }

                context.Arm();
                int outcome = WaitOutcome.Aborted;
                SelectArm? woken;
                try
                {
                    if (core.Register(context, goal))
                        context.TrySelect(WaitOutcome.Aborted);
                    else if (!canLook)
                        context.SpinWhileWaiting();
                    outcome = context.Wait(deadline, cancellationToken);
                }
                finally
                {
                    woken = core.Unregister(outcome);
                }
                if (TryFinish(core, goal, woken) is { } chosen)
                    return chosen;
            }
        }
        finally
        {
            ThreadContext.Return(context);
        }
    }

    // Without being registered, which costs two locks for each operation, and the other sides nothing.
    private static SelectArm? Look(SelectionCore core, SelectionGoal goal, ThreadContext context)
    {
        WaitLook look = context.Spin.Begin();
        while (look.Next())
        {
            if (TryChooseSoon(core, goal) is { } chosen)
            {
                context.Spin.Succeeded(look);
                return chosen;
            }
        }
        context.Spin.Failed(look);
        return LookBetweenYields(core, goal, context);
    }

    // Given the core, the other sides make room, or send, for many; woken by the first one, this thread goes on with one and sleeps again.
    private static SelectArm? LookBetweenYields(SelectionCore core, SelectionGoal goal, ThreadContext context)
    {
        WaitLook look = context.Yielding.Begin();
        for (int round = 0; look.IsAny && round < Yields; round++)
        {
            Fearless.Atomics.Spin.Yield();
            if (TryChooseSoon(core, goal) is { } chosen)
            {
                context.Yielding.Succeeded(look);
                return chosen;
            }
        }
        context.Yielding.Failed(look);
        return null;
    }

    // First the one that the wait was ended for: nobody else was told of what it waited for.
    private static SelectArm? TryFinish(SelectionCore core, SelectionGoal goal, SelectArm? woken)
    {
        if (goal == SelectionGoal.Complete)
            return woken is not null && woken.CompleteChosen() ? woken : core.TryChoose();
        woken?.PassOn();
        return woken ?? core.TryFindReady();
    }
}
