using Fearless.Sync;

namespace Fearless.Scheduling;

/// <summary>A thread that blocks until something is done.</summary>
internal sealed class ThreadWaiter : CompletionWaiter
{
    [ThreadStatic]
    private static Parker? t_parker;

    private readonly Unparker _unparker;

    private ThreadWaiter(Unparker unparker) => _unparker = unparker;

    /// <summary>Blocks the calling thread until <paramref name="completion"/> is set.</summary>
    public static void Wait(ref Completion completion)
    {
        if (completion.IsSet)
            return;
        Parker parker = t_parker ??= new Parker();
        if (!completion.TryRegister(new ThreadWaiter(parker.Unparker)))
            return;

        // The token of an earlier wait, whose signal came late, ends a Park too: hence the loop.
        while (!completion.IsSet)
            parker.Park();
    }

    public override void Signal() => _unparker.Unpark();
}
