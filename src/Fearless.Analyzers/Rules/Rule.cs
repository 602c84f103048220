using System.Reflection;

namespace Fearless.Analyzers.Rules;

/// <summary>The rules. Each has a page in docs/rules.</summary>
internal static class Rule
{
    // Relative where the checkout that this was built from has no remote.
    private static readonly string Pages = Repository is { Length: > 0 } url ? url + "/blob/HEAD/docs/rules/" : "docs/rules/";

    public static readonly DiagnosticDescriptor WriteToCapturedVariable = Race("FC1001", "A captured variable is written by instances that run at the same time");

    public static readonly DiagnosticDescriptor WriteToSharedObject = Race("FC1002", "A shared object is written by instances that run at the same time");

    public static readonly DiagnosticDescriptor ElementsMayCoincide = Race("FC1003", "Elements that may be the same are accessed at the same time");

    public static readonly DiagnosticDescriptor SharedWithContinuation = Race("FC1004", "A strand and code that runs beside it access the same");

    public static readonly DiagnosticDescriptor LoopVariableCaptured = Race("FC1005", "The variable of a for loop is captured by a strand");

    public static readonly DiagnosticDescriptor PartlyLocked = Race("FC1006", "The same is accessed with a lock and without it");

    public static readonly DiagnosticDescriptor LockIsNotShared = Race("FC1007", "A lock that each instance has for itself protects nothing");

    public static readonly DiagnosticDescriptor WriteToStatic = Race("FC1008", "Static state is written by code that runs at the same time");

    public static readonly DiagnosticDescriptor UsedAfterMove = Move("FC2001", "A value is used after it was moved");

    public static readonly DiagnosticDescriptor MovedInEarlierRound = Move("FC2002", "A value is used that an earlier round of the loop has moved");

    public static readonly DiagnosticDescriptor AliasUsedAfterMove = Move("FC2003", "Another variable still uses a value that was moved");

    public static readonly DiagnosticDescriptor UsedAfterEnd = Move("FC2005", "A value is used after its end");

    public static readonly DiagnosticDescriptor ResultDropped = Create(
        "FC2006", "A result that does nothing by itself is dropped", "Fearless.Moves", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ChangedAfterSend = Move("FC2007", "An object is changed after it was sent");

    public static readonly DiagnosticDescriptor FutureNeverRuns = Move("FC2008", "A future is neither awaited nor spawned");

    public static readonly DiagnosticDescriptor NotThreadSafe = Race("FC3002", "An object whose every use is a write is shared");

    public static readonly DiagnosticDescriptor CollectionWritten = Race("FC3004", "A collection is written while others use it");

    public static readonly DiagnosticDescriptor CheckThenAct = Create(
        "FC4001", "What was checked may have changed before it is acted upon", "Fearless.Atomicity", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor VolatileCounter = Create(
        "FC4003", "A volatile field is counted in two steps", "Fearless.Atomicity", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ReadBeforeAwait = Create(
        "FC4005", "A shared variable is read before an await and written after it", "Fearless.Atomicity", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BlockedInAsync = Create(
        "FC5001", "An asynchronous function blocks its thread", "Fearless.Blocking", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FireAndForget = Create(
        "FC6001", "A task is started and forgotten", "Fearless.Patterns", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AsyncWithoutWaiting = Create(
        "FC6002", "An asynchronous method waits for nothing outside of the process", "Fearless.Patterns", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor AsyncFileAccess = Create(
        "FC6003", "Files are accessed asynchronously", "Fearless.Patterns", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor LocksEverywhere = Create(
        "FC6004", "A type shares all its state under locks", "Fearless.Patterns", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor AsyncBodyNotAwaited = Create(
        "FC6005", "Nobody waits for an asynchronous body", "Fearless.Patterns", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ThreadPerItem = Create(
        "FC6007", "A thread is made for each item", "Fearless.Patterns", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor SyncOverAsync = Create(
        "FC6008", "A thread is blocked until a task ends", "Fearless.Patterns", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor OpaqueCallee = Doubt("FC9001", "Nothing is known of what a library does to what is shared");

    public static readonly DiagnosticDescriptor UnknownDelegate = Doubt("FC9002", "A delegate is called whose code is not known");

    public static readonly DiagnosticDescriptor OpenDispatch = Doubt("FC9003", "A method is called that code out of sight may override");

    public static readonly DiagnosticDescriptor BeyondTypes = Doubt("FC9004", "Memory is accessed around the type system");

    public static readonly DiagnosticDescriptor BudgetExceeded = Create(
        "FC9006", "The method is too large to be checked", "Fearless.CannotProve", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor AnalysisFailed = Create(
        "FC9007", "The checker failed; the method is not checked", "Fearless.CannotProve", DiagnosticSeverity.Info);

    /// <summary>What the race analyzer tells.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Races { get; } =
    [
        WriteToCapturedVariable, WriteToSharedObject, ElementsMayCoincide, SharedWithContinuation, LoopVariableCaptured, PartlyLocked,
        LockIsNotShared, WriteToStatic, NotThreadSafe, CollectionWritten, OpaqueCallee, UnknownDelegate,
        OpenDispatch, BeyondTypes, BudgetExceeded, AnalysisFailed,
    ];

    /// <summary>What the ownership analyzer tells.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Moves { get; } =
        [UsedAfterMove, MovedInEarlierRound, AliasUsedAfterMove, UsedAfterEnd, ResultDropped, ChangedAfterSend, FutureNeverRuns];

    /// <summary>What the pattern analyzer tells.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Patterns { get; } =
    [
        CheckThenAct, VolatileCounter, ReadBeforeAwait, BlockedInAsync, FireAndForget, AsyncWithoutWaiting, AsyncFileAccess, LocksEverywhere, AsyncBodyNotAwaited,
        ThreadPerItem, SyncOverAsync,
    ];

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. Races, .. Moves, .. Patterns];

    private static string? Repository => typeof(Rule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static metadata => metadata.Key == "RepositoryUrl")?.Value;

    private static DiagnosticDescriptor Move(string id, string title) => Create(id, title, "Fearless.Moves", DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Race(string id, string title) => Create(id, title, "Fearless.Races", DiagnosticSeverity.Error);

    // Quiet but in the strict profile: most of it is right, and cannot be shown to be.
    private static DiagnosticDescriptor Doubt(string id, string title) =>
        new(id, title, "{0}", "Fearless.CannotProve", DiagnosticSeverity.Info, isEnabledByDefault: false, helpLinkUri: Pages + id + ".md");

    private static DiagnosticDescriptor Create(string id, string title, string category, DiagnosticSeverity severity) =>
        new(id, title, "{0}", category, severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
