using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Decides whether to look a few times before a wait sleeps, from how that went before.</summary>
/// <remarks>
/// A mutable struct for one thread at a time. <c>default</c> is ready for use. For waits that come often, such as those for messages. The
/// start and the end of threads, which come seldom, are worth a longer look, and have their own.
/// <para>Short looks pay when the other side is awake. Two threads that have both come to sleep for each message stay so: each answers as
/// late as it takes to wake it, which no short look outlasts. So when they do not pay a thread now and then takes a <b>patient</b> look, as long as
/// it takes to wake a thread, and goes on with those while they succeed. Then it is awake when the other side takes its patient look, and
/// both find that short ones pay again.</para>
/// </remarks>
internal struct WaitSpin
{
    private const int Best = 8;
    private const int AtFirst = 4;

    // Between patient looks in vain; they take longer and longer turns, up to 2^5 times as long.
    private const int ProbeEvery = 32;
    private const int MaxBackoff = 5;

    // So many patient looks more after one that succeeded.
    private const int Patience = 8;

    private static readonly bool Useless = ModelBuild.IsActive || Environment.ProcessorCount == 1;

    // Counts failures down from AtFirst, so that default is the start.
    private int _lost;
    private int _skipped;
    private int _backoff;
    private int _patience;

    /// <summary>How to look before sleeping, this time; to be followed by <see cref="Succeeded"/> or <see cref="Failed"/>.</summary>
    public WaitLook Begin()
    {
        if (Useless)
            return default;
        if (_patience > 0)
            return WaitLook.Patient;
        if (_lost < AtFirst)
            return WaitLook.Short;
        // It did not pay lately; try once in a while whether it does again.
        if (++_skipped < ProbeEvery << _backoff)
            return default;
        _skipped = 0;
        return WaitLook.Patient;
    }

    /// <summary>A look found what was waited for.</summary>
    public void Succeeded(in WaitLook look)
    {
        if (look.IsShort)
            _lost = Math.Max(_lost - 2, AtFirst - Best);
        _patience = _lost < AtFirst ? 0 : Patience;
        _backoff = 0;
    }

    /// <summary>All looks were in vain.</summary>
    public void Failed(in WaitLook look)
    {
        if (!look.IsAny)
            return;
        _lost = Math.Min(_lost + 1, AtFirst);
        if (!look.IsPatient)
            return;
        if (_patience > 0)
            _patience--;
        else
            _backoff = Math.Min(_backoff + 1, MaxBackoff);
    }
}
