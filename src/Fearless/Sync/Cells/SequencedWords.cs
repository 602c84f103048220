using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>Several words that are read and written as a whole, by a sequence lock: readers write nothing, and find out whether what they
/// read belongs together.</summary>
/// <remarks>The README of this folder has the protocol.</remarks>
// SOURCE: Boehm, "Can seqlocks get along with programming language memory models?", MSPC 2012, figure 6.
internal sealed class SequencedWords
{
    // INVARIANT: odd while a writer copies; it alone goes on to the next even number.
    private AtomicLong _sequence;
    private readonly AtomicLong[] _words;

    public SequencedWords(int count) => _words = new AtomicLong[count];

    /// <summary>Identifies what the words are now. Waits for a writer that is copying.</summary>
    public long Version()
    {
        var backoff = default(Backoff);
        while (true)
        {
            // ORDERING: acquire, pairs with the release at the end of TryWrite: the words are read after it.
            long sequence = _sequence.Read();
            if ((sequence & 1) == 0)
                return sequence;
            backoff.Snooze();
        }
    }

    /// <summary>Copies the words out, all of one version, and returns that version.</summary>
    public long Read(Span<long> words)
    {
        var backoff = default(Backoff);
        while (true)
        {
            long version = Version();
            for (int index = 0; index < words.Length; index++)
                words[index] = _words[index].ReadRelaxed();

            // ORDERING: the words are read before the sequence is read again. A reader that has seen a word of a later write therefore sees
            // that write's odd number, which was there first, or what came after it.
            Fence.Acquire();
            if (_sequence.ReadRelaxed() == version)
                return version;
            // RACE: what was copied may be a mixture. It is overwritten.
            backoff.Spin();
        }
    }

    /// <summary>Copies the words in if nothing was written since <paramref name="version"/>; never waits.</summary>
    public bool TryWrite(long version, ReadOnlySpan<long> words)
    {
        // ORDERING: a full fence; the odd number is there before the first word.
        if (!_sequence.CompareAndSet(version, version + 1))
            return false;
        for (int index = 0; index < words.Length; index++)
            _words[index].WriteRelaxed(words[index]);
        // ORDERING: release, pairs with the acquire in Version.
        _sequence.Write(version + 2);
        return true;
    }
}
