using System.Runtime.CompilerServices;

namespace Fearless.Pipelines;

/// <summary>Checks what a stage is described with, before anything runs.</summary>
internal static class StageArguments
{
    private const int MaxDegree = 4096;
    private const int MaxCapacity = 1 << 24;
    private const int LongestName = 48;

    public static int CheckCapacity(int capacity, [CallerArgumentExpression(nameof(capacity))] string? parameter = null) =>
        capacity is >= 1 and <= MaxCapacity
            ? capacity
            : throw new ArgumentOutOfRangeException(
                parameter, capacity, $"At least one item and at most {MaxCapacity} can wait before a stage. Leave it out for the default.");

    public static int CheckDegree(int? degree) => degree switch
    {
        null => Environment.ProcessorCount,
        >= 1 and <= MaxDegree => degree.Value,
        _ => throw new ArgumentOutOfRangeException(
            nameof(degree), degree, $"A stage works on 1 to {MaxDegree} items at the same time. Leave it out for one per processor."),
    };

    public static int CheckSize(int size, [CallerArgumentExpression(nameof(size))] string? parameter = null) =>
        size is >= 1 and <= MaxCapacity
            ? size
            : throw new ArgumentOutOfRangeException(parameter, size, $"The number has to be between 1 and {MaxCapacity}.");

    public static TimeSpan? CheckWait(TimeSpan? maxWait) =>
        maxWait is null || maxWait > TimeSpan.Zero
            ? maxWait
            : throw new ArgumentOutOfRangeException(
                nameof(maxWait), maxWait, "A batch waits for more than no time. Leave it out to wait for as long as it takes.");

    /// <summary>Refuses a function that returns a task where a result is expected.</summary>
    public static void RefuseAsync<TResult>()
    {
        if (AsyncDelegates.IsAsync<TResult>())
        {
            throw new ArgumentException(
                "The function returns a task, which this stage would hand on without waiting for it. Use Async, which awaits it.", "function");
        }
    }

    /// <summary>A name from the text of the argument that the stage was described with: on one line, and not too long.</summary>
    public static string Name(string? name, string otherwise)
    {
        string text = string.Join(' ', (name ?? otherwise).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? otherwise : text.Length <= LongestName ? text : string.Concat(text.AsSpan(0, LongestName - 1), "…");
    }
}
