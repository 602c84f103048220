namespace Fearless.Tasks;

/// <summary>What a loop on a pool has left at the end of a turn.</summary>
internal enum TurnEnd
{
    /// <summary>Nothing, until it is woken.</summary>
    Rest,

    /// <summary>Something is ready; others have their turn first.</summary>
    More,

    /// <summary>Nothing, for good.</summary>
    Last,
}
