using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// Executes an asynchronous body that its caller does not await at once. Up to the first <c>await</c> it is a call like any other; from
/// there on it is a strand, for which the task that it returned is the handle.
/// </summary>
internal sealed class AsyncRun(Interpreter interpreter)
{
    private readonly Scope _scope = new(interpreter.Scope);
    private readonly Recorder _outerRecorder = interpreter.Recorder;
    private readonly State _before = interpreter.State!;

    // What is known where the body is suspended first; null while it has not been.
    private State? _suspended;
    private ImmutableHashSet<Strand> _started = [];

    public Value Execute(SyntaxNode at, bool hasHandle, Func<Value> body)
    {
        AsyncRun? outer = interpreter.AsyncRun;
        interpreter.AsyncRun = this;
        object outerSite = interpreter.Signaling.Site;
        interpreter.Signaling.Site = at;
        Value result = interpreter.In(_scope, body);
        interpreter.Signaling.Site = outerSite;
        interpreter.AsyncRun = outer;
        return _suspended is null ? result : Finish(at, hasHandle, result);
    }

    /// <summary>The body awaits something: what follows runs beside the caller, without the caller's locks.</summary>
    public void Suspend()
    {
        if (_suspended is not null || interpreter.State is not { } state)
            return;
        _suspended = state;
        _started = state.Live.Except(_before.Live);
        interpreter.Recorder = new Recorder(_scope);
        interpreter.State = state with { Live = _started, Locks = state.Locks.Except(_before.Locks), Read = [], Timing = state.Timing.ForStrand() };
    }

    private Value Finish(SyntaxNode at, bool hasHandle, Value result)
    {
        State last = interpreter.State ?? _suspended!;
        var strand = new Strand(at, _scope, interpreter.Recorder.Accesses)
        {
            Children = [.. last.Live.Except(_before.Live).Except(_started)],
        };
        interpreter.InDoubt.AddRange(interpreter.Recorder.Doubts);
        interpreter.Recorder = _outerRecorder;
        foreach (Access access in strand.Accesses)
            interpreter.Recorder.Add(access with { Execution = access.Execution ?? _scope });
        // What the body does to variables may have happened already, or not yet.
        State merged = _suspended!.Join(last, _scope);
        interpreter.State = _before with
        {
            Variables = merged.Variables,
            Stored = merged.Stored,
            Handles = merged.Handles,
            Timing = _suspended!.Timing,
            Live = _before.Live.Union(_started),
        };
        // The body itself was compared with what it had started, as it goes on: it may have waited for some of it.
        interpreter.Starts.Launch(strand, beside: _before.Live);
        return result with { Strands = hasHandle ? [strand, .. _started.Except(last.Live)] : [] };
    }
}
