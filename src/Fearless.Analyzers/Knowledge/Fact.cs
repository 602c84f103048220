namespace Fearless.Analyzers.Knowledge;

/// <summary>What the methods of a type do to its instances.</summary>
internal enum Sharing
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>They may be called from several threads at the same time.</summary>
    Safe,

    /// <summary>Some only read; the others write.</summary>
    Collection,

    /// <summary>Each of them writes, those that seem to read, too.</summary>
    Exclusive,
}

/// <summary>What is known of a type.</summary>
internal sealed record TypeFact(Sharing Sharing, ImmutableHashSet<string> Readers);

/// <summary>Locks that a method takes or gives back: the parameter that is the lock (<c>receiver</c> for the receiver), and how.</summary>
internal sealed record LockFact(string Parameter, Memory.LockMode Mode, bool IsRelease, bool ReturnsGuard);

/// <summary>What is waited for until others have signaled.</summary>
internal enum SignalKind
{
    /// <summary>One signal is enough.</summary>
    Event,

    /// <summary>As many signals as it was made for.</summary>
    Count,

    /// <summary>As many as were handed out.</summary>
    Group,

    /// <summary>As many as take part, and again for each phase.</summary>
    Phase,

    /// <summary>Any one of those that were sent.</summary>
    Message,

    /// <summary>That no more will be sent.</summary>
    Closing,
}

/// <summary>What a method does to what is waited for.</summary>
internal enum SignalVerb
{
    Signal,
    Await,
    Reset,

    /// <summary>One more takes part.</summary>
    Enlist,
}

/// <summary>A method that signals, or waits for signals.</summary>
/// <param name="Does">Which of these.</param>
/// <param name="Kind">What its receiver is.</param>
/// <param name="IsOfSemaphore">Whether it is so only where there are no permits to begin with.</param>
internal sealed record SignalFact(SignalVerb Does, SignalKind Kind, bool IsOfSemaphore);

/// <summary>What a method does to the objects that it is given, by the names of parameters.</summary>
/// <param name="Writes">Whose elements it writes.</param>
/// <param name="Reads">Whose elements it reads.</param>
/// <param name="Adds">What becomes one element of the receiver.</param>
/// <param name="Fills">What becomes all elements of what is written.</param>
internal sealed record EffectFact(
    ImmutableHashSet<string> Writes, ImmutableHashSet<string> Reads, ImmutableHashSet<string> Adds, ImmutableHashSet<string> Fills);
