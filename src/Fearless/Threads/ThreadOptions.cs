using System.Diagnostics;

namespace Fearless;

/// <summary>How the threads of a scope are made. Immutable; share one as you like.</summary>
/// <example><code>
/// var parsers = new ThreadOptions { NamePrefix = "parser", StackSize = 16 &lt;&lt; 20 };
/// ThreadScope.Run(
///     static scope =&gt;
///     {
///         scope.Spawn(ParseHeader);
///         scope.With(new ThreadOptions { Dedicated = true }).Spawn(ParseBody);
///     },
///     parsers);
/// </code></example>
[DebuggerDisplay("{Name ?? NamePrefix} stack {StackSize} {Priority}")]
public sealed record ThreadOptions
{
    /// <summary>The smallest <see cref="StackSize"/> that can be asked for: 128 KiB. .NET's own code needs some of it.</summary>
    public const int MinimumStackSize = 128 * 1024;

    /// <summary>The name of each thread; null for none, or for one made of <see cref="NamePrefix"/>.</summary>
    /// <exception cref="ArgumentException">The name holds a NUL character.</exception>
    public string? Name
    {
        get;
        init => field = CheckedName(value, nameof(Name));
    }

    /// <summary>What the names of the threads start with; a dash and the number of the thread in its scope follow: <c>parser-0</c>,
    /// <c>parser-1</c>. Unused where <see cref="Name"/> is given.</summary>
    /// <exception cref="ArgumentException">The prefix holds a NUL character.</exception>
    public string? NamePrefix
    {
        get;
        init => field = CheckedName(value, nameof(NamePrefix));
    }

    /// <summary>The bytes of the stack, or 0 for the default. A thread whose stack has a size of its own is
    /// <see cref="Dedicated"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is neither 0 nor at least <see cref="MinimumStackSize"/>.</exception>
    public int StackSize
    {
        get;
        init => field = value == 0 || value >= MinimumStackSize
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(StackSize), value, $"A stack has at least {MinimumStackSize} bytes. Pass 0 for the default size.");
    }

    /// <summary>The priority; <see cref="ThreadPriority.Normal"/> by default. Linux ignores it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration.</exception>
    public ThreadPriority Priority
    {
        get;
        init => field = value is >= ThreadPriority.Lowest and <= ThreadPriority.Highest
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Priority), value, "Pass one of the values of ThreadPriority.");
    } = ThreadPriority.Normal;

    /// <summary>
    /// Whether each thread is a new one of the operating system that really ends: a join and the end of the scope wait for it with
    /// <see cref="Thread.Join()"/>, and its thread-static state is gone. Otherwise an ended thread may be used again by a later scope.
    /// </summary>
    public bool Dedicated { get; init; }

    /// <summary>Where the threads come from; tests bring their own.</summary>
    internal ThreadCache Cache { get; init; } = ThreadCache.Shared;

    /// <summary>Whether the thread may come from the cache and go back to it.</summary>
    internal bool IsCached => !Dedicated && StackSize == 0;

    /// <summary>The name of the thread with this number.</summary>
    internal string? NameOf(int index) => Name ?? (NamePrefix is null ? null : $"{NamePrefix}-{index}");

    private static string? CheckedName(string? value, string property) =>
        value is null || !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw new ArgumentException("The name of a thread cannot hold a NUL character. Remove it.", property);
}
