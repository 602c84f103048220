namespace Fearless.Plumbing;

/// <summary>What an interleaving does with the items of one source that have no partner in the other.</summary>
internal enum InterleaveRest
{
    /// <summary>They come at the end.</summary>
    Append,

    /// <summary>They are left out, but for one that would come next.</summary>
    Drop,

    /// <summary>They are left out, and the last item is one of the first source: the second one's come between those.</summary>
    Between,
}
