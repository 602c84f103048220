namespace Fearless.Tests.Tasks;

/// <summary>Sockets in a loop on a pool.</summary>
public class PoolSocketTests : SocketContract
{
    protected override bool HasThread => false;

    protected override void RunLoop(Func<Future> body)
    {
        using var pool = new WorkerPool(2);
        Blocking.On(() => PoolBodies.Later(body).RunOn(pool));
    }
}
