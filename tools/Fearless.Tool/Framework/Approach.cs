namespace Fearless.Tool.Framework;

/// <summary>With what a workload is done.</summary>
internal enum Approach
{
    /// <summary>Ordinary code that blocks where it waits.</summary>
    Plain,

    /// <summary>Threads of a <c>ThreadScope</c>, the guide's default.</summary>
    Threads,

    /// <summary>The parallel iterators, <c>Par()</c>.</summary>
    Par,

    /// <summary><c>Par.Join</c>.</summary>
    Join,

    /// <summary>A bounded channel between threads that own their data.</summary>
    Channel,

    /// <summary>A <c>Pipeline</c>: stages with bounded queues between.</summary>
    Pipeline,

    /// <summary>Tasks of a <c>TaskScope</c>.</summary>
    Tasks,

    /// <summary>To await, up to where the program waits anyway.</summary>
    Await,

    /// <summary>One atomic step instead of two.</summary>
    Atomic,
}
