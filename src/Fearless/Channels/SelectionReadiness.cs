using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Finds out which operation of a selection is possible, without carrying it out.</summary>
/// <remarks>
/// For who wants to do something else first, or does the operation in another way. What was found is a hint: others may be first, so go on
/// with a <c>Try</c> form. Whoever waits here takes nothing away from those who wait to receive or send: they are told, too. Two that only
/// want to know never meet on a rendezvous channel.
/// <para>Handlers and the default of the selection are not looked at. Nothing is allocated once a selection has waited before.</para>
/// </remarks>
public static class SelectionReadiness
{
    /// <summary>Finds an operation that is possible, or whose other side is gone; blocks the thread while there is none.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The number of the operation.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    /// <exception cref="InvalidOperationException">There are no operations; or the selection is being run, or was disposed.</exception>
    public static int FindReady(this Selection selection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (selection.TryFindReady(out int operation, Deadline.Never, cancellationToken) != SelectResult.Completed)
            throw new OperationCanceledException(cancellationToken);
        return operation;
    }

    /// <summary>Finds an operation that is possible now, or whose other side is gone.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="operation">The number of the operation; -1 when there is none.</param>
    /// <returns><see cref="SelectResult.Completed"/> when one was found, otherwise <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="InvalidOperationException">There are no operations; or the selection is being run, or was disposed.</exception>
    public static SelectResult TryFindReady(this Selection selection, out int operation)
    {
        SelectionCore core = selection.Core;
        core.Enter(selection.Lease);
        try
        {
            ThrowIfEmpty(core);
            operation = core.TryFindReady(out SelectArm? ready) ? ready!.Number : -1;
        }
        finally
        {
            core.Leave(selection.Lease);
        }
        return operation >= 0 ? SelectResult.Completed : SelectResult.NotReady;
    }

    /// <summary>Finds an operation that is possible, or whose other side is gone; blocks the thread until
    /// <paramref name="deadline"/>.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="operation">The number of the operation; -1 when there is none.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SelectResult.Completed"/> when one was found; otherwise any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="InvalidOperationException">There are no operations; or the selection is being run, or was disposed.</exception>
    public static SelectResult TryFindReady(
        this Selection selection, out int operation, Deadline deadline, CancellationToken cancellationToken = default)
    {
        SelectionCore core = selection.Core;
        core.Enter(selection.Lease);
        try
        {
            ThrowIfEmpty(core);
            operation = -1;
            if (cancellationToken.IsCancellationRequested)
                return SelectResult.Cancelled;
            SelectResult result = SelectionRun.Choose(core, SelectionGoal.FindReady, deadline, cancellationToken, out SelectArm? ready);
            operation = ready?.Number ?? -1;
            return result;
        }
        finally
        {
            core.Leave(selection.Lease);
        }
    }

    /// <summary>Finds an operation that is possible, or whose other side is gone; completes when there is one.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task to be awaited once: the number of the operation.</returns>
    public static ValueTask<int> FindReadyAsync(this Selection selection, CancellationToken cancellationToken = default) =>
        FindReadyAsync(selection.Core, selection.Lease, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> FindReadyAsync(SelectionCore core, long lease, CancellationToken cancellationToken)
    {
        SelectResult result = SelectResult.Completed;
        SelectArm? ready;
        core.Enter(lease);
        try
        {
            ThrowIfEmpty(core);
            cancellationToken.ThrowIfCancellationRequested();
            if (!core.TryFindReady(out ready))
            {
                (result, ready) = await SelectionRun.WaitAsync(core, SelectionGoal.FindReady, Deadline.Never, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            core.Leave(lease);
        }
        return result == SelectResult.Completed ? ready!.Number : throw new OperationCanceledException(cancellationToken);
    }

    private static void ThrowIfEmpty(SelectionCore core)
    {
        if (core.Count == 0)
            throw new InvalidOperationException("There are no operations, so this would wait for ever. Add some with Receive and Send.");
    }
}
