using System.Runtime.CompilerServices;

namespace Fearless.Testing;

/// <summary>A step that a thread is about to do.</summary>
internal readonly struct Operation(OperationKind kind, int location = -1)
{
    public readonly OperationKind Kind = kind;
    public readonly int Location = location;

    /// <summary>Whether it is a full fence, by itself or besides.</summary>
    public bool IsFence => Kind is OperationKind.ReadModifyWrite or OperationKind.FullFence;

    /// <summary>Whether its place among the writes of its location matters.</summary>
    public bool Writes => Kind is OperationKind.Store or OperationKind.ReadModifyWrite
        or OperationKind.Sleep or OperationKind.Wake or OperationKind.TimeOut;

    /// <summary>Whether it may change the value of its location.</summary>
    public bool Modifies => Kind is OperationKind.Store or OperationKind.ReadModifyWrite;

    /// <summary>Whether doing <paramref name="done"/> first makes a difference to what this step, of another thread, does or allows.</summary>
    /// <param name="done">The step that is done.</param>
    /// <param name="staleReads">Whether a load may read an old value: it then matters to a load whether a store came before, and
    /// to a store it does not matter whether a load did, since a load that comes second can do all that it could have done first.</param>
    /// <param name="ordersFences">Whether full fences take effect in the order in which they are executed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool DependsOn(in Operation done, bool staleReads, bool ordersFences)
    {
        if (Kind == OperationKind.Opaque || done.Kind == OperationKind.Opaque)
            return true;
        if (ordersFences && IsFence && done.IsFence)
            return true;
        if (Location < 0 || Location != done.Location)
            return false;
        return done.Writes ? Writes || (Kind == OperationKind.Load && done.Modifies)
            : Modifies && done.Kind == OperationKind.Load && !staleReads;
    }
}
