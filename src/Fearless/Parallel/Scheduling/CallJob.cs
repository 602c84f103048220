namespace Fearless.Scheduling;

/// <summary>A job that makes a call and keeps its result.</summary>
internal struct CallJob<TCall, TResult>(TCall call) : IForkJob
    where TCall : struct, ICall<TResult>
{
    public readonly TCall Call = call;

    public TResult Result { get; private set; } = default!;

    public void Execute(ForkContext context) => Result = Call.Invoke(context);
}
