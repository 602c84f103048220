namespace Fearless.Tasks;

/// <summary>What a handler returned that waits: a future, of which nothing has run.</summary>
internal interface IPendingHandler
{
    /// <summary>Runs it, for nobody who would have its result.</summary>
    Future FinishAsync();
}
