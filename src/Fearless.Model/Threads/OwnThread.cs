using Fearless.Atomics;
using Fearless.Sync;
using Fearless.Testing;

namespace Fearless;

/// <summary>The product's <c>OwnThread</c>: a thread of the model.</summary>
internal sealed class OwnThread
{
    private readonly Action _body;
    private ModelThread? _thread;
    private AtomicBool _hasEnded;

    private OwnThread(Action body) => _body = body;

    public bool IsAlive => _thread is not null && !_hasEnded.Read();

    public static OwnThread Create(Action body, int stackSize)
    {
        _ = stackSize;
        return new OwnThread(body);
    }

    public void Start() => _thread = Testing.Model.Thread(() =>
    {
        _body();
        _hasEnded.Write(true);
    });

    public void Join(ref DeferredFailure deferred)
    {
        _ = deferred;
        _thread!.Join();
    }
}
