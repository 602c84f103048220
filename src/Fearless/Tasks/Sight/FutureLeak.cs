using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tasks;

/// <summary>Notices that a call was dropped that nobody has awaited or spawned: its code has never run.</summary>
internal sealed class FutureLeak
{
    // It lives as long as its call, and ends with it.
    private static readonly ConditionalWeakTable<Frame, FutureLeak> Watched = [];

    private readonly Frame _call;

    private FutureLeak(Frame call) => _call = call;

    ~FutureLeak()
    {
        if (!_call.IsClaimed && FearlessEventSource.Warns)
            FearlessEventSource.Log.FutureLeaked(_call.MethodName);
    }

    /// <summary>Watches a call that nobody has claimed yet.</summary>
    public static void Watch(Frame call) => Watched.Add(call, new FutureLeak(call));
}
