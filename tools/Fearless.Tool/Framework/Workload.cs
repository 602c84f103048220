namespace Fearless.Tool.Framework;

/// <summary>What kind of work some code does: the cells of the guide's decision framework.</summary>
internal enum Workload
{
    /// <summary>One thing after the other, and nothing to gain from doing it otherwise.</summary>
    Sequential,

    /// <summary>The same computation for many items.</summary>
    DataParallel,

    /// <summary>A few computations at once, that divide a larger one.</summary>
    ForkJoin,

    /// <summary>Several threads whose number is known, and whose end is waited for.</summary>
    KnownThreads,

    /// <summary>Values that some threads make and others use.</summary>
    ProducerConsumer,

    /// <summary>Several stages, each with a queue before it.</summary>
    Pipeline,

    /// <summary>Files that are read and written, which systems do with blocked threads only.</summary>
    Files,

    /// <summary>Some answers of the network, of which several can be waited for at once.</summary>
    Requests,

    /// <summary>Thousands of connections, which mostly wait.</summary>
    Connections,

    /// <summary>Any of these where there are no threads: WebAssembly in a browser.</summary>
    NoThreads,

    /// <summary>Data that many threads change.</summary>
    SharedState,

    /// <summary>Something that goes on beside its owner.</summary>
    Background,
}
