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
            operation = core.TryFindReady()?.Number ?? -1;
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
            SelectArm? ready = SelectionRun.Choose(core, SelectionGoal.FindReady, deadline, cancellationToken, out SelectResult result);
            operation = ready?.Number ?? -1;
            return result;
        }
        finally
        {
            core.Leave(selection.Lease);
        }
    }

    /// <summary>Finds an operation that is possible, or whose other side is gone; blocks the thread for at most
    /// <paramref name="timeout"/>.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="operation">The number of the operation; -1 when there is none.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see cref="SelectResult.Completed"/> when one was found; otherwise any but <see cref="SelectResult.NotReady"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">There are no operations; or the selection is being run, or was disposed.</exception>
    public static SelectResult TryFindReady(
        this Selection selection, out int operation, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        selection.TryFindReady(out operation, Deadline.After(timeout), cancellationToken);

    /// <summary>Finds an operation that is possible, or whose other side is gone; completes when there is one.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task to be awaited once: the number of the operation.</returns>
    public static ValueTask<int> FindReadyAsync(this Selection selection, CancellationToken cancellationToken = default) =>
        FindReadyAsync(selection.Core, selection.Lease, cancellationToken);

    /// <summary>Finds an operation that is possible, or whose other side is gone; completes when there is one, or when
    /// <paramref name="deadline"/> has passed.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>, and the number of the operation, -1 when none was
    /// found.</returns>
    public static ValueTask<(SelectResult Result, int Operation)> TryFindReadyAsync(
        this Selection selection, Deadline deadline, CancellationToken cancellationToken = default) =>
        TryFindReadyAsync(selection.Core, selection.Lease, deadline, cancellationToken);

    /// <summary>Finds an operation that is possible, or whose other side is gone; completes when there is one, or when
    /// <paramref name="timeout"/> is over.</summary>
    /// <param name="selection">The selection.</param>
    /// <param name="timeout">How long to wait; zero for no waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task to be awaited once: any but <see cref="SelectResult.NotReady"/>, and the number of the operation, -1 when none was
    /// found.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public static ValueTask<(SelectResult Result, int Operation)> TryFindReadyAsync(
        this Selection selection, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        selection.TryFindReadyAsync(Deadline.After(timeout), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> FindReadyAsync(SelectionCore core, long lease, CancellationToken cancellationToken)
    {
        (SelectResult result, int operation) = await TryFindReadyAsync(core, lease, Deadline.Never, cancellationToken).ConfigureAwait(false);
        return result == SelectResult.Completed ? operation : throw new OperationCanceledException(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<(SelectResult Result, int Operation)> TryFindReadyAsync(
        SelectionCore core, long lease, Deadline deadline, CancellationToken cancellationToken)
    {
        SelectResult result = SelectResult.Completed;
        SelectArm? ready;
        core.Enter(lease);
        try
        {
            ThrowIfEmpty(core);
            if (cancellationToken.IsCancellationRequested)
                return (SelectResult.Cancelled, -1);
            ready = core.TryFindReady();
            if (ready is null)
                (result, ready) = await SelectionRun.WaitAsync(core, SelectionGoal.FindReady, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            core.Leave(lease);
        }
        return (result, ready?.Number ?? -1);
    }

    private static void ThrowIfEmpty(SelectionCore core)
    {
        if (core.Count == 0)
            throw new InvalidOperationException("There are no operations, so this would wait for ever. Add some with Receive and Send.");
    }
}
