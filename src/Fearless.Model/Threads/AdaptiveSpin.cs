using Fearless.Atomics;

namespace Fearless;

/// <summary>The product's <c>AdaptiveSpin</c>: a spin of one round, every time, so that executions do not depend on those before.</summary>
internal struct AdaptiveSpin
{
    private const int Rounds = 1;

    [ThreadStatic]
    private static AdaptiveSpin t_current;

    private bool _succeeded;

    public static ref AdaptiveSpin Current => ref t_current;

    public readonly int Begin() => _succeeded ? Rounds : Rounds;

    public void Succeeded() => _succeeded = true;

    public void Failed() => _succeeded = false;

    public static void Pause() => Spin.Wait(1);
}
