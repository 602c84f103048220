namespace Fearless.Tool.Framework;

/// <summary>What the guide to concurrency recommends for each workload, and why.</summary>
/// <remarks>SOURCE: "Rust Concurrency and Parallelism", its sections "Decision Framework" and "Patterns to Reconsider".</remarks>
internal static class Guide
{
    public static Recommendation For(Workload workload) => workload switch
    {
        Workload.DataParallel => new(Approach.Par, "the same computation for many items is divided among the cores by itself, and needs no shared state"),
        Workload.ForkJoin => new(Approach.Join, "a fork that nobody takes costs nanoseconds, so that work may be divided as far as it goes"),
        Workload.KnownThreads => new(Approach.Threads, "a scope waits for all its threads, whatever is thrown, so that they may borrow what the caller owns"),
        Workload.ProducerConsumer => new(Approach.Channel, "values that are handed over belong to one thread at a time; a bound holds the faster side back"),
        Workload.Pipeline => new(Approach.Pipeline, "each stage works at its own pace, and bounded queues hold the faster ones back"),
        Workload.Files => new(Approach.Par, "systems have no asynchronous files: threads block for them, and it had better be those that do the work"),
        Workload.Requests => new(Approach.Tasks, "waiting needs no threads, and a scope of tasks ends with all of its requests"),
        Workload.Connections => new(Approach.Tasks, "thousands of threads would mostly wait, each with a stack of a megabyte; a task is two kilobytes or less"),
        Workload.NoThreads => new(Approach.Tasks, "where there are no threads, tasks are the only way to do several things at once"),
        Workload.SharedState => new(Approach.Channel, "where one owner changes the data, and others send it messages, no lock can be forgotten"),
        Workload.Background => new(Approach.Threads, "what goes on beside its owner is owned: somebody waits for its end, and sees it fail"),
        _ => new(Approach.Plain, "code that waits for nothing and is not divided gains nothing from being made concurrent"),
    };
}
