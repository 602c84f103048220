namespace Fearless.Sorting;

/// <summary>Where a step leaves what it sorted.</summary>
internal enum SortPlace
{
    /// <summary>In the memory that is sorted.</summary>
    Items,

    /// <summary>In the buffer.</summary>
    Buffer,
}
