namespace Fearless.Scheduling;

/// <summary>In which order a worker executes what it spawned itself.</summary>
internal enum SpawnOrder
{
    NewestFirst,
    OldestFirst,
}
