namespace Fearless.Plumbing;

/// <summary>A part of memory of which one worker finds the pieces.</summary>
/// <remarks>INVARIANT: the part begins and ends where pieces do, so whoever works on another one never looks at an item of this one; and
/// what is before
/// <see cref="Start"/> was given away, and may have been changed.</remarks>
internal sealed class PiecePart(long start, long end)
{
    /// <summary>As many pieces are found before the loop at the end of the pipeline has them.</summary>
    public const int Capacity = 64;

    private BlockLength _steps = new();

    /// <summary>Where the next piece begins.</summary>
    public long Start { get; set; } = start;

    /// <summary>Where the last piece ends: behind the last item, if an empty piece may follow it.</summary>
    public long End { get; private set; } = end;

    public bool HasRest => Start < End;

    /// <summary>Whether a search for a place to split was in vain, as a further one would be.</summary>
    public bool IsOnePiece { get; set; }

    /// <summary>How many separators to look for before looking up.</summary>
    public int Steps => _steps.Slots;

    /// <summary>The pieces that were found last.</summary>
    public (int Start, int Length)[] Found { get; } = new (int Start, int Length)[Capacity];

    /// <summary>Learns from the pieces that were just worked on.</summary>
    public void Adapt() => _steps.Adapt();

    public PiecePart SplitOff(long middle)
    {
        var right = new PiecePart(middle, End);
        End = middle;
        return right;
    }
}
