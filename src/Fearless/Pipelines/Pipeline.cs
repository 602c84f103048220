using System.Runtime.CompilerServices;
using Fearless.Channels;

namespace Fearless.Pipelines;

/// <summary>Describes pipelines: a source, stages that work at the same time, bounded queues between them.</summary>
/// <remarks>
/// A pipeline is data before it runs: each method returns a new description, nothing happens until one of the methods that run it, and it can
/// be run several times, also at once. See <see cref="Pipeline{T}"/>.
/// </remarks>
/// <example><code>
/// PipelineReport report = Pipeline.From(paths)
///     .Parallel(Load)
///     .Parallel(Filter, degree: 4)
///     .Ordered()
///     .Sequential(Save)
///     .Run(cancellationToken: token);
/// Console.WriteLine($"{report.Completed} saved in {report.Elapsed}; {report.Bottleneck.Name} took longest.");
/// </code></example>
public static class Pipeline
{
    /// <summary>Takes items from an enumerable, such as an array, on a thread of its own and only as fast as the first stage does.</summary>
    /// <remarks>A stop takes effect between two items: where <paramref name="items"/> waits for something, the run waits with it.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">Where the items come from; enumerated once in each run. An item that was taken from it belongs to the
    /// pipeline.</param>
    /// <param name="name">What the source is called in reports; the text of <paramref name="items"/> unless given.</param>
    /// <returns>The pipeline so far.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static Pipeline<T> From<T>(IEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        string called = StageArguments.Name(name, "source");
        return From<T>((run, emitter) => new EnumerableSource<T>(run, called, emitter, items));
    }

    /// <summary>Takes items from an asynchronous enumerable. Its token is cancelled when the source is stopped; otherwise as
    /// <see cref="From{T}(IEnumerable{T}, string?)"/>.</summary>
    /// <remarks>The thread of the source sleeps while there is no item.</remarks>
    /// <inheritdoc cref="From{T}(IEnumerable{T}, string?)"/>
    public static Pipeline<T> From<T>(IAsyncEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        string called = StageArguments.Name(name, "source");
        return From<T>((run, emitter) => new AsyncEnumerableSource<T>(run, called, emitter, items));
    }

    /// <summary>Receives items from a channel until it is disconnected; one that was closed with an error fails the source with it.</summary>
    /// <remarks>The end stays yours: the run does not dispose it. What is in the channel when the run is stopped stays there.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="receiver">Where the items come from.</param>
    /// <param name="name">What the source is called in reports; the text of <paramref name="receiver"/> unless given.</param>
    /// <returns>The pipeline so far.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> is null.</exception>
    public static Pipeline<T> From<T>(Receiver<T> receiver, [CallerArgumentExpression(nameof(receiver))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        string called = StageArguments.Name(name, "source");
        return From<T>((run, emitter) => new ReceiverSource<T>(run, called, emitter, receiver));
    }

    /// <summary>Makes one pipeline of several: their items as they come.</summary>
    /// <remarks>Items of one pipeline stay in their order. The order that <see cref="Pipeline{T}.Ordered"/> restores later begins
    /// here.</remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="pipelines">At least one. They run at the same time; the options of the first count.</param>
    /// <returns>The pipeline so far.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pipelines"/>, or one of them, is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="pipelines"/> is empty.</exception>
    public static Pipeline<T> Merge<T>(params Pipeline<T>[] pipelines)
    {
        ArgumentNullException.ThrowIfNull(pipelines);
        if (pipelines is [])
            throw new ArgumentException("There is nothing to merge. Pass at least one pipeline.", nameof(pipelines));
        foreach (Pipeline<T> pipeline in pipelines)
            ArgumentNullException.ThrowIfNull(pipeline, nameof(pipelines));
        return new Pipeline<T>(
            new MergeBlueprint<T>([.. pipelines.Select(static pipeline => pipeline.Blueprint)]), pipelines[0].Options);
    }

    private static Pipeline<T> From<T>(Func<PipelineRun, Emitter<T>, SourceNode<T>> create) =>
        new(new SourceBlueprint<T>(create), PipelineOptions.Default);
}
