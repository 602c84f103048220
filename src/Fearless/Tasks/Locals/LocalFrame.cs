namespace Fearless.Tasks;

/// <summary>A call that runs another one with a task-local bound to a value, and ends as that one has ended.</summary>
/// <remarks>A task runs one frame at a time, so what it sees is one word for the whole task, which is written when this begins and when it ends.</remarks>
internal sealed class LocalFrame<TValue, TResult>(TaskLocal<TValue> local, TValue value, Frame<TResult> body) : Frame<TResult>
{
    private TValue _value = value;
    private Frame<TResult>? _body = body;
    private LocalBinding? _outer;
    private bool _isBound;

    public override string MethodName => nameof(TaskLocal<TValue>.With);

    // A cancellation passes through it for free.
    protected override bool HasCleanup => false;

    protected override void MoveNext()
    {
        Frame<TResult> body = _body!;
        try
        {
            if (_isBound)
            {
                // First, since whoever is told of the end does not see the value any more.
                Abandon();
                Complete(body.GetResult());
            }
            else
            {
                body.Claim();
                Bind(EventLoop.Current!);
                body.BecomeCalledBy(this);
                EventLoop.Current!.ContinueWith(body);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    protected override void Abandon()
    {
        if (_isBound)
            EventLoop.Current!.Locals!.Set(Task, _outer);
        _isBound = false;
        (_body, _outer, _value) = (null, null, default!);
    }

    private void Bind(EventLoop loop)
    {
        TaskLocals locals = loop.MakeLocals();
        _outer = locals.Of(Task);
        locals.Set(Task, new LocalBinding<TValue>(local, _value, _outer));
        _isBound = true;
    }
}
