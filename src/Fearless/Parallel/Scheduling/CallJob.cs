namespace Fearless.Scheduling;

/// <summary>A job that makes a call and keeps its result.</summary>
internal struct CallJob<TCall, TResult>(TCall call) : IForkJob
    where TCall : struct, ICall<TResult>
{
    public readonly TCall Call = call;

    public TResult Result { get; private set; } = default!;

    /// <summary>As <see cref="HeapJob{TJob}.Copy"/>, for a fork that consists of the call alone.</summary>
    public static unsafe HeapJob Copy(ref ForkStack forks, void* call)
    {
        HeapJob<CallJob<TCall, TResult>> copy = HeapJob<CallJob<TCall, TResult>>.Make(ref forks);
#pragma warning disable CS8500 // SAFETY: the address is that of a TCall in a live frame of this very thread (ForkJoin.Join).
        copy.Job = new CallJob<TCall, TResult>(*(TCall*)call);
#pragma warning restore CS8500
        return copy;
    }

    public void Execute(ForkContext context) => Result = Call.Invoke(context);
}
