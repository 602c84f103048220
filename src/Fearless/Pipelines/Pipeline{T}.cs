using System.Runtime.CompilerServices;
using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.Pipelines;

/// <summary>The description of a pipeline so far, whose items are now of type <typeparamref name="T"/>.</summary>
/// <remarks>
/// <para><b>Stages.</b> Each has threads of its own, taken from the cache of scoped threads, so a stage may block, and none ever waits for a
/// worker to be free. A stage of one thread takes items in the order in which they come; one with several, or with asynchronous calls,
/// hands results on as they are finished, until <see cref="Ordered"/>. A run returns when all threads have ended, whatever was thrown.</para>
/// <para><b>Memory.</b> Before each stage at most <c>capacity</c> items wait; whoever has one more waits for room. A stage holds no more
/// items than its degree beside, and a batch its size. A run allocates its queues and nothing for an item, but for the arrays of batches and
/// windows, what asynchronous calls allocate that wait, and failures. Items are handed over one by one where the next stage waits for them,
/// and many at a time where it does not.</para>
/// <para><b>Failures.</b> An exception concerns the item that the stage had in hand, and is kept in the report. What else it stops is up to
/// <see cref="PipelineOptions.OnFailure"/>. A stage that was stopped begins no further item, and counts those that still arrive as not
/// started.</para>
/// <para><b>Disposal.</b> An item that arrives at a stage and is not started is disposed by the pipeline if it is <see cref="IDisposable"/>,
/// as are the elements of a batch; not if several branches or windows have it. One that a stage has begun is that stage's, and what the last
/// stage hands on is not kept and not disposed.</para>
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class Pipeline<T>
{
    internal Pipeline(Blueprint<T> blueprint, PipelineOptions options)
    {
        Blueprint = blueprint;
        Options = options;
    }

    internal Blueprint<T> Blueprint { get; }

    internal PipelineOptions Options { get; }

    /// <summary>The same pipeline, run as <paramref name="options"/> say. The last call counts for the whole pipeline.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The pipeline with these options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public Pipeline<T> With(PipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Pipeline<T>(Blueprint, options);
    }

    /// <summary>Adds a stage that makes a result of each item, one after the other.</summary>
    /// <typeparam name="TOut">The type of the results.</typeparam>
    /// <param name="function">Called with each item on the one thread of the stage.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <returns>The pipeline with this stage.</returns>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    /// <exception cref="ArgumentException">The delegate is asynchronous: use <c>Async</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public Pipeline<TOut> Sequential<TOut>(
        Func<T, TOut> function, int? capacity = null, [CallerArgumentExpression(nameof(function))] string? name = null) =>
        Map(function, degree: 1, capacity, name);

    /// <summary>Adds a stage that does something with each item, one after the other, and hands the item on.</summary>
    /// <param name="action">Called with each item on the one thread of the stage.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <inheritdoc cref="Sequential{TOut}"/>
    public Pipeline<T> Sequential(
        Action<T> action, int? capacity = null, [CallerArgumentExpression(nameof(action))] string? name = null) =>
        Act(action, degree: 1, capacity, name);

    /// <summary>Adds a stage that makes a result of each item, of several at the same time. Results come as they are finished.</summary>
    /// <typeparam name="TOut">The type of the results.</typeparam>
    /// <param name="function">Called with each item, by several threads at once.</param>
    /// <param name="degree">How many threads the stage has; one per processor unless given.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <returns>The pipeline with this stage.</returns>
    /// <exception cref="ArgumentNullException">The delegate is null.</exception>
    /// <exception cref="ArgumentException">The delegate is asynchronous: use <c>Async</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degree"/> or <paramref name="capacity"/> is not positive.</exception>
    public Pipeline<TOut> Parallel<TOut>(
        Func<T, TOut> function,
        int? degree = null,
        int? capacity = null,
        [CallerArgumentExpression(nameof(function))] string? name = null) =>
        Map(function, StageArguments.CheckDegree(degree), capacity, name);

    /// <summary>Adds a stage that does something with each item, with several at the same time, and hands the item on.</summary>
    /// <param name="action">Called with each item, by several threads at once.</param>
    /// <param name="degree">How many threads the stage has; one per processor unless given.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <inheritdoc cref="Parallel{TOut}"/>
    public Pipeline<T> Parallel(
        Action<T> action,
        int? degree = null,
        int? capacity = null,
        [CallerArgumentExpression(nameof(action))] string? name = null) =>
        Act(action, StageArguments.CheckDegree(degree), capacity, name);

    /// <summary>Adds a stage whose calls are asynchronous, with several under way at the same time. Results come as they are
    /// finished.</summary>
    /// <remarks>The calls run on the .NET thread pool; the stage blocks no thread of it while it waits.</remarks>
    /// <typeparam name="TOut">The type of the results.</typeparam>
    /// <param name="function">Called with each item, and a token that is cancelled when the stage is stopped.</param>
    /// <param name="degree">How many calls are under way at the same time; one per processor unless given.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <returns>The pipeline with this stage.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degree"/> or <paramref name="capacity"/> is not positive.</exception>
    public Pipeline<TOut> Async<TOut>(
        Func<T, CancellationToken, ValueTask<TOut>> function,
        int? degree = null,
        int? capacity = null,
        [CallerArgumentExpression(nameof(function))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Call(function, degree, capacity, name, passesItems: false);
    }

    /// <summary>Adds a stage that does something asynchronous with each item, and hands the item on.</summary>
    /// <inheritdoc cref="Async{TOut}"/>
    public Pipeline<T> Async(
        Func<T, CancellationToken, ValueTask> function,
        int? degree = null,
        int? capacity = null,
        [CallerArgumentExpression(nameof(function))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Call(
            async ValueTask<T> (item, token) =>
            {
                await function(item, token).ConfigureAwait(false);
                return item;
            },
            degree,
            capacity,
            name,
            passesItems: true);
    }

    /// <summary>Adds a stage that hands on only some items. One that is left out counts as done, and is not disposed.</summary>
    /// <param name="predicate">Called with each item on the one thread of the stage; whether to hand it on.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <inheritdoc cref="Sequential{TOut}"/>
    public Pipeline<T> Where(
        Func<T, bool> predicate, int? capacity = null, [CallerArgumentExpression(nameof(predicate))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Step<T, FilterStep<T>>(new FilterStep<T>(predicate), degree: 1, capacity, name, passesItems: true);
    }

    /// <summary>Adds a stage that makes any number of results of each item.</summary>
    /// <remarks>What was handed on before <paramref name="function"/>, or what it returns, throws, goes on. The order that
    /// <see cref="Ordered"/> restores later begins here.</remarks>
    /// <typeparam name="TOut">The type of the results.</typeparam>
    /// <param name="function">Called with each item on the one thread of the stage, which then enumerates the results.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <param name="name">What the stage is called in reports; the text of the argument unless given.</param>
    /// <inheritdoc cref="Sequential{TOut}"/>
    public Pipeline<TOut> SelectMany<TOut>(
        Func<T, IEnumerable<TOut>> function, int? capacity = null, [CallerArgumentExpression(nameof(function))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        string called = StageArguments.Name(name, "SelectMany");
        return Serial<TOut>(
            capacity, isShared: false, (run, inlet, emitter) => new ExpandNode<T, TOut>(run, called, inlet, emitter, function));
    }

    /// <summary>Adds a stage that gathers items into arrays of <paramref name="size"/>; the last may be shorter.</summary>
    /// <remarks>The order that <see cref="Ordered"/> restores later begins here, with the items as they come. Allocates each array.</remarks>
    /// <param name="size">How many items an array has.</param>
    /// <param name="maxWait">How long the first item of an array waits at most for the others; as long as it takes unless given.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <returns>The pipeline with this stage.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive.</exception>
    public Pipeline<T[]> Batch(int size, TimeSpan? maxWait = null, int? capacity = null)
    {
        StageArguments.CheckSize(size);
        StageArguments.CheckWait(maxWait);
        return Serial<T[]>(
            capacity, Blueprint.IsShared, (run, inlet, emitter) => new BatchNode<T>(run, "Batch", inlet, emitter, size, maxWait));
    }

    /// <summary>Adds a stage that hands on windows: <paramref name="size"/> items in a row, the next one beginning
    /// <paramref name="step"/> items later. Items at the end that fill no window are left out.</summary>
    /// <remarks>The order that <see cref="Ordered"/> restores later begins here, with the items as they come. Allocates each
    /// array.</remarks>
    /// <param name="size">How many items a window has.</param>
    /// <param name="step">How many items after each other windows begin.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <inheritdoc cref="Batch"/>
    public Pipeline<T[]> Window(int size, int step = 1, int? capacity = null)
    {
        StageArguments.CheckSize(size);
        StageArguments.CheckSize(step);
        return Serial<T[]>(
            capacity, isShared: true, (run, inlet, emitter) => new WindowNode<T>(run, "Window", inlet, emitter, size, step));
    }

    /// <summary>Puts the items in the order again in which the source gave them, or the last <see cref="Batch"/>, <see cref="Window"/>,
    /// <see cref="SelectMany"/>, branches or <see cref="Pipeline.Merge"/>.</summary>
    /// <remarks>A stage of its own, which keeps items that come early until their turn: no more than wait and are in work on the way. So one
    /// slow item holds up the others after that many. Nothing is added where they are in order anyway.</remarks>
    /// <returns>The pipeline, whose items come in order.</returns>
    public Pipeline<T> Ordered() => Blueprint.IsOrdered ? this : new Pipeline<T>(new OrderBlueprint<T>(Blueprint), Options);

    /// <summary>Gives each item to all branches, and merges what comes out of them.</summary>
    /// <remarks>As fast as the slowest branch. The order that <see cref="Ordered"/> restores later begins anew in each branch, and after
    /// them. Failures in a branch stop the split; <see cref="PipelineOptions.OnFailure"/>.</remarks>
    /// <typeparam name="TOut">The type of the results.</typeparam>
    /// <param name="branches">Each receives the beginning of a branch, and returns its end.</param>
    /// <returns>The pipeline that goes on after the branches.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="branches"/>, one of them, or what one returns is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="branches"/> is empty.</exception>
    /// <example><code>
    /// Pipeline.From(paths).Broadcast(
    ///     copies =&gt; copies.Sequential(static path =&gt; path.Length),
    ///     copies =&gt; copies.Parallel(static path =&gt; path.Count(char.IsLetter)));
    /// </code></example>
    public Pipeline<TOut> Broadcast<TOut>(params Func<Pipeline<T>, Pipeline<TOut>>[] branches) => Split("Broadcast", null, branches);

    /// <summary>Gives each item to the branch that is chosen for it, and merges what comes out of them.</summary>
    /// <param name="choose">Called with each item on the one thread of the stage; returns the index of a branch. Another number is a
    /// failure at this item.</param>
    /// <param name="branches">Each receives the beginning of a branch, and returns its end.</param>
    /// <inheritdoc cref="Broadcast"/>
    public Pipeline<TOut> Route<TOut>(Func<T, int> choose, params Func<Pipeline<T>, Pipeline<TOut>>[] branches)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return Split("Route", choose, branches);
    }

    /// <summary>Adds a stage that sends each item into a channel of yours, and waits while that is full.</summary>
    /// <remarks>The end stays yours: dispose it when the run has ended, so that receivers are told. A channel that is disconnected is a
    /// failure. The items belong to whoever receives them: let no stage follow that uses them.</remarks>
    /// <param name="sender">Where to send.</param>
    /// <param name="capacity">How many items may wait before the stage; <see cref="PipelineOptions.Capacity"/> unless given.</param>
    /// <returns>The pipeline with this stage.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public Pipeline<T> SendTo(Sender<T> sender, int? capacity = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return Step<T, SendStep<T>>(new SendStep<T>(sender), degree: 1, capacity, "SendTo", passesItems: true);
    }

    /// <summary>Runs the pipeline, and returns when all its threads have ended.</summary>
    /// <remarks>Blocks the calling thread, which reports progress meanwhile; a worker of a pool is replaced while it waits. What the last
    /// stage hands on is dropped.</remarks>
    /// <param name="progress">Told how far the run is, by the calling thread, every <see cref="PipelineOptions.ProgressInterval"/> and at the
    /// end. What it throws is a failure of the run.</param>
    /// <param name="cancellationToken">Stops every stage; items that a stage has begun are finished by it.</param>
    /// <returns>What became of every item. Failures and cancellation are in it: see <see cref="PipelineReport.ThrowIfFailed"/>.</returns>
    /// <exception cref="InvalidOperationException">A branch was not built from the pipeline that it received. Nothing has run.</exception>
    public PipelineReport Run(IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default) =>
        PipelineRun.Execute(Blueprint, Options, progress, cancellationToken);

    /// <summary>Runs the pipeline on a thread of its own, or, where none can be started, before it returns; otherwise as <see cref="Run"/>.</summary>
    /// <inheritdoc cref="Run"/>
    public Task<PipelineReport> RunAsync(IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default) =>
        OnThreadOfItsOwn(() => Run(progress, cancellationToken));

    /// <summary>Runs the pipeline, and returns what comes out of it, as it comes: in order after <see cref="Ordered"/>.</summary>
    /// <remarks>To keep what came out of a run that failed, end the pipeline with <c>Sequential(results.Add)</c> and run that.</remarks>
    /// <param name="progress">As in <see cref="Run"/>.</param>
    /// <param name="cancellationToken">As in <see cref="Run"/>.</param>
    /// <returns>The results.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="Exception">The first failure, as it was thrown; the others are reached by
    /// <see cref="SuppressedExceptions.GetSuppressed"/>.</exception>
    public List<T> ToList(IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        List<T> results = [];
        Sequential(results.Add, name: nameof(ToList)).Run(progress, cancellationToken).ThrowIfFailed();
        return results;
    }

    /// <summary>As <see cref="ToList"/>, into an array.</summary>
    /// <inheritdoc cref="ToList"/>
    public T[] ToArray(IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default) =>
        [.. ToList(progress, cancellationToken)];

    /// <summary>As <see cref="ToList"/>, on a thread of its own.</summary>
    /// <inheritdoc cref="ToList"/>
    public Task<List<T>> ToListAsync(IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default) =>
        OnThreadOfItsOwn(() => ToList(progress, cancellationToken));

    private static Task<TResult> OnThreadOfItsOwn<TResult>(Func<TResult> function)
    {
        var task = new Task<TResult>(function, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach);
        if (SingleThread.IsOn)
            task.RunSynchronously(TaskScheduler.Default);
        else
            task.Start(TaskScheduler.Default);
        return task;
    }

    private Pipeline<TOut> Map<TOut>(Func<T, TOut> function, int degree, int? capacity, string? name)
    {
        ArgumentNullException.ThrowIfNull(function);
        StageArguments.RefuseAsync<TOut>();
        return Step<TOut, MapStep<T, TOut>>(new MapStep<T, TOut>(function), degree, capacity, name, passesItems: false);
    }

    private Pipeline<T> Act(Action<T> action, int degree, int? capacity, string? name)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Step<T, ActionStep<T>>(new ActionStep<T>(action), degree, capacity, name, passesItems: true);
    }

    private Pipeline<TOut> Step<TOut, TStep>(TStep step, int degree, int? capacity, string? name, bool passesItems)
        where TStep : struct, IStep<T, TOut>
    {
        CheckCapacity(capacity);
        return new Pipeline<TOut>(
            new StepBlueprint<T, TOut, TStep>(Blueprint, StageArguments.Name(name, "stage"), degree, capacity, step, passesItems), Options);
    }

    private Pipeline<TOut> Call<TOut>(
        Func<T, CancellationToken, ValueTask<TOut>> function, int? degree, int? capacity, string? name, bool passesItems)
    {
        CheckCapacity(capacity);
        return new Pipeline<TOut>(
            new AsyncBlueprint<T, TOut>(
                Blueprint, StageArguments.Name(name, "Async"), StageArguments.CheckDegree(degree), capacity, function, passesItems),
            Options);
    }

    private Pipeline<TOut> Serial<TOut>(
        int? capacity, bool isShared, Func<PipelineRun, StageQueue<T>, Emitter<TOut>, StageNode> create)
    {
        CheckCapacity(capacity);
        return new Pipeline<TOut>(new SerialBlueprint<T, TOut>(Blueprint, capacity, isShared, create), Options);
    }

    private Pipeline<TOut> Split<TOut>(string name, Func<T, int>? choose, Func<Pipeline<T>, Pipeline<TOut>>[] branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        if (branches is [])
            throw new ArgumentException("There is no branch for the items. Pass at least one.", nameof(branches));
        var starts = new BranchBlueprint<T>[branches.Length];
        var ends = new Blueprint<TOut>[branches.Length];
        for (int index = 0; index < branches.Length; index++)
        {
            ArgumentNullException.ThrowIfNull(branches[index], nameof(branches));
            starts[index] = new BranchBlueprint<T>(index, isShared: choose is null || Blueprint.IsShared);
            Pipeline<TOut> end = branches[index](new Pipeline<T>(starts[index], Options));
            ArgumentNullException.ThrowIfNull(end, nameof(branches));
            ends[index] = end.Blueprint;
        }
        return new Pipeline<TOut>(new SplitBlueprint<T, TOut>(Blueprint, name, choose, starts, ends), Options);
    }

    private static void CheckCapacity(int? capacity)
    {
        if (capacity is { } given)
            StageArguments.CheckCapacity(given, nameof(capacity));
    }
}
