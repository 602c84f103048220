namespace Fearless;

/// <summary>A value that was moved, as the thread that gets it sees it.</summary>
internal interface IMoved : IDisposable
{
    /// <summary>The value, whoever owns it.</summary>
    object Content { get; }

    /// <summary>Makes a thread the owner.</summary>
    /// <exception cref="InvalidOperationException">Someone else took the value before.</exception>
    void Claim();

    /// <summary>The owning thread lets go: true for the one call that then
    /// has to dispose the value, or to give it to someone else.</summary>
    bool TryRelease();
}
