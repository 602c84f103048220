using System.Diagnostics;
using Fearless.Atomics;
using Fearless.Scheduling;

namespace Fearless.Channels;

/// <summary>Room in a channel that is held for one value, so that sending it needs no waiting.</summary>
/// <remarks>
/// It comes from <see cref="ChannelPermits"/>, is used for one value or given back by <see cref="Dispose"/>, by one thread at a time. Until
/// then it counts as a sender: the channel stays open for it, even when the sender that it came from is disposed. One that is only
/// forgotten is found by the garbage collector, at some time, which an event reports (<c>docs/observing.md</c>).
/// <para>A permit does not keep a place in the order of values: its value comes after those that were sent while it was held.</para>
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
[DebuggerDisplay("spent: {_isSpent}")]
public sealed class SendPermit<T> : IDisposable
{
    private readonly ChannelCore<T> _core;
    private AtomicBool _isSpent;

    internal SendPermit(ChannelCore<T> core) => _core = core;

    /// <summary>Reports a permit that was neither used nor given back, and gives it back.</summary>
    ~SendPermit()
    {
        // Under the model checker an execution that was broken off leaves permits of channels whose locks nobody will let go of.
        if (ModelBuild.IsActive || _isSpent.ReadRelaxed())
            return;
        FearlessEventSource.Log.ChannelEndLeaked($"SendPermit<{typeof(T).Name}>");
        GiveBack();
    }

    /// <summary>Sends. Never waits.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ChannelDisconnectedException">The last receiver is gone. Nothing was sent, and the permit is spent.</exception>
    /// <exception cref="InvalidOperationException">The permit was used or given back before. Nothing was sent.</exception>
    public void Send(T value)
    {
        if (TrySend(value) != SendResult.Sent)
            throw ChannelDisconnectedException.NoReceivers(_core.CloseError);
    }

    /// <summary>Sends, unless the last receiver is gone. Never waits.</summary>
    /// <param name="value">The value.</param>
    /// <returns><see cref="SendResult.Sent"/>, or <see cref="SendResult.Disconnected"/>: nothing was sent. The permit is spent in both
    /// cases.</returns>
    /// <exception cref="InvalidOperationException">The permit was used or given back before. Nothing was sent.</exception>
    public SendResult TrySend(T value)
    {
        if (_isSpent.Exchange(true))
        {
            throw new InvalidOperationException(
                "This permit was used or given back before. It holds room for one value: reserve again for the next one.");
        }
        SendResult result = _core.SendReserved(value);
        _core.RemoveSender();
        Dispose();
        return result;
    }

    /// <summary>Gives the room back, if the permit was not used. A second call does nothing.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (!_isSpent.Exchange(true))
            GiveBack();
    }

    private void GiveBack()
    {
        _core.ReleaseReserved();
        _core.RemoveSender();
    }
}
