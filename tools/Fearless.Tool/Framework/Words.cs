namespace Fearless.Tool.Framework;

/// <summary>What the kinds are called in reports: the same words for people and for machines.</summary>
internal static class Words
{
    public static string Of(Workload workload) => workload switch
    {
        Workload.Sequential => "sequential",
        Workload.DataParallel => "data-parallel",
        Workload.ForkJoin => "fork-join",
        Workload.KnownThreads => "known-threads",
        Workload.ProducerConsumer => "producer-consumer",
        Workload.Pipeline => "pipeline",
        Workload.Files => "files",
        Workload.Requests => "requests",
        Workload.Connections => "connections",
        Workload.NoThreads => "no-threads",
        Workload.SharedState => "shared-state",
        _ => "background",
    };

    public static string Of(Approach approach) => approach switch
    {
        Approach.Plain => "plain",
        Approach.Threads => "threads",
        Approach.Par => "par",
        Approach.Join => "join",
        Approach.Channel => "channel",
        Approach.Pipeline => "pipeline",
        Approach.Tasks => "tasks",
        Approach.Await => "await",
        _ => "atomic",
    };

    /// <summary>What it is called in the library, for people.</summary>
    public static string NameOf(Approach approach) => approach switch
    {
        Approach.Plain => "synchronous code",
        Approach.Threads => "ThreadScope",
        Approach.Par => "Par()",
        Approach.Join => "Par.Join",
        Approach.Channel => "Channel.Bounded",
        Approach.Pipeline => "Pipeline",
        Approach.Tasks => "TaskScope",
        Approach.Await => "await, or the synchronous call",
        _ => "one atomic step",
    };
}
