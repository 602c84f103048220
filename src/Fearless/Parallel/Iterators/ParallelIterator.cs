using System.ComponentModel;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>A lazy pipeline over a source that runs on many workers at once: Rayon's parallel iterators in LINQ's words.</summary>
/// <remarks>
/// Begin one with <c>Par()</c> on an array, a list, a span, memory or a range, change its items with operators such as <c>Select</c>
/// and <c>Where</c>, and run it with a method that gives a result, such as <c>Sum</c>, <c>ToArray</c> or <c>ForEach</c>. Nothing runs
/// before that.
/// <para><b>Where it runs.</b> On the pool of the current worker, else on <see cref="WorkerPool.Default"/>, unless <see cref="On"/> says
/// otherwise. A run so short that to hand it over would cost more than it does, to judge by its types and by the runs before it, is done by the
/// calling thread, unless <see cref="On"/> names a pool that the thread is no worker of. The call blocks until everything it started has ended, however
/// it ends. The delegates are called by several workers at the same time, in no particular order; results keep the order of the source.</para>
/// <para><b>Failure.</b> After the first exception nothing is split any more and the other workers stop after the block they are in
/// (some twenty microseconds, or one item). That exception is rethrown as it was, with its own stack trace; failures of other workers that
/// came after it hang on it: see <see cref="SuppressedExceptions.GetSuppressed"/>. Items that were already produced are left to the garbage
/// collector, not disposed.</para>
/// <para><b>Cost.</b> A run allocates one small object, or none if it is short, and one for each <see cref="On"/> and <c>With</c> but <see cref="WithCancellation"/>; operators and jobs are structs. Operators fuse into one loop, in which every delegate
/// costs its call, about one to two nanoseconds an item, unless the package's generator made a struct of the lambda; the overloads that take a <see cref="IFunc{T, TResult}"/> struct cost nothing
/// where its argument and result are values, and a call more than a delegate where one is a reference.
/// A piece of work that nobody steals costs one fork.</para>
/// <para>A <see langword="ref struct"/>, because it may borrow a span of its caller.</para>
/// </remarks>
/// <example>
/// <code>
/// double[] numbers = [1, 2, 3];
/// double sum = numbers.Par().Select(static x => x * x).Sum();
/// </code>
/// </example>
/// <typeparam name="TSource">The source and the operators so far.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TKind">Whether the number of items is known: <see cref="Indexed"/> or <see cref="Unindexed"/>.</typeparam>
public readonly ref struct ParallelIterator<TSource, T, TKind>
    where TSource : IParallelSource<T>, allows ref struct
    where T : allows ref struct
    where TKind : struct, IIterationKind
{
    /// <summary>Makes an iterator over a source of one's own.</summary>
    /// <param name="source">The source, which keeps what <typeparamref name="TKind"/> promises.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ParallelIterator(TSource source)
        : this(source, default)
    {
    }

    internal ParallelIterator(TSource source, IterationOptions options)
    {
        Source = source;
        Options = options;
    }

    internal TSource Source { get; }

    internal IterationOptions Options { get; }

    /// <summary>Projects each item with a struct, which the JIT inlines, instead of a delegate.</summary>
    /// <typeparam name="TFunc">The type of the function.</typeparam>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="selector">Called by several workers at once, each with a copy of its own or a shared one: it must not keep state.</param>
    /// <returns>An iterator over the projected items, of the same kind.</returns>
    public ParallelIterator<StagedSource<TSource, T, SelectStage<TFunc, T, TResult>, TResult>, TResult, TKind> Select<TFunc, TResult>(TFunc selector)
        where TFunc : struct, IFunc<T, TResult>
        where TResult : allows ref struct =>
        Then<SelectStage<TFunc, T, TResult>, TResult, TKind>(new(selector));

    /// <summary>Keeps the items for which a struct, which the JIT inlines, returns true.</summary>
    /// <typeparam name="TFunc">The type of the predicate.</typeparam>
    /// <param name="predicate">Called by several workers at once, each with a copy of its own or a shared one: it must not keep
    /// state.</param>
    /// <returns>An iterator over the items that are kept, in order.</returns>
    public ParallelIterator<StagedSource<TSource, T, WhereStage<TFunc, T>, T>, T, Unindexed> Where<TFunc>(TFunc predicate)
        where TFunc : struct, IFunc<T, bool> =>
        Then<WhereStage<TFunc, T>, T, Unindexed>(new(predicate));

    /// <summary>Projects the items of which <paramref name="chooser"/> makes something and drops the others, in order. Rayon's
    /// <c>filter_map</c>.</summary>
    /// <example><code>int[] numbers = names.Par().Choose&lt;int&gt;(int.TryParse).ToArray();</code></example>
    /// <typeparam name="TResult">The type of the items after.</typeparam>
    /// <param name="chooser">Called once for each item, by several workers at once.</param>
    /// <returns>An iterator over what it makes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chooser"/> is null.</exception>
    public ParallelIterator<StagedSource<TSource, T, ChooseStage<T, TResult>, TResult>, TResult, Unindexed> Choose<TResult>(TryFunc<T, TResult> chooser)
        where TResult : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(chooser);
        return Then<ChooseStage<T, TResult>, TResult, Unindexed>(new(chooser));
    }

    /// <summary>Runs the iterator into a consumer of one's own; blocks, and throws what the workers threw.</summary>
    /// <typeparam name="TConsumer">The type of the consumer.</typeparam>
    /// <param name="consumer">The consumer to split and to fold into.</param>
    /// <returns>The consumer with everything combined into it.</returns>
    /// <exception cref="OperationCanceledException">The token of <see cref="WithCancellation"/> was cancelled before all was
    /// done.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public TConsumer Drive<TConsumer>(TConsumer consumer)
        where TConsumer : struct, IConsumer<TConsumer, T> => Driver.Drive(this, consumer);

    /// <summary>Appends a stage of one's own.</summary>
    /// <typeparam name="TStage">The type of the stage.</typeparam>
    /// <typeparam name="TOut">The type of the items after it.</typeparam>
    /// <typeparam name="TOutKind"><typeparamref name="TKind"/> if the stage always yields an item, else <see cref="Unindexed"/>.</typeparam>
    /// <param name="stage">The stage; many threads call it at once.</param>
    /// <returns>The longer iterator.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ParallelIterator<StagedSource<TSource, T, TStage, TOut>, TOut, TOutKind> Then<TStage, TOut, TOutKind>(TStage stage)
        where TStage : struct, IStage<T, TOut>
        where TOut : allows ref struct
        where TOutKind : struct, IIterationKind =>
        new(new StagedSource<TSource, T, TStage, TOut>(Source, stage), Options);

    /// <summary>Runs on the workers of <paramref name="pool"/> instead of the current ones.</summary>
    /// <param name="pool">The pool.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pool"/> is null.</exception>
    public ParallelIterator<TSource, T, TKind> On(WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new(Source, Options with { Pool = pool });
    }

    /// <summary>Stops when <paramref name="cancellationToken"/> is cancelled: no worker begins another block of items after that.</summary>
    /// <remarks>
    /// The call that runs the iterator still waits for the blocks that are being worked on (some twenty microseconds, or one item), and
    /// then throws an <see cref="OperationCanceledException"/> that carries this token. A failure of the user's code wins over the
    /// cancellation. An operation that was complete before anyone noticed the cancellation returns its result.
    /// </remarks>
    /// <param name="cancellationToken">Replaces a token given before.</param>
    /// <returns>The same iterator.</returns>
    public ParallelIterator<TSource, T, TKind> WithCancellation(CancellationToken cancellationToken) =>
        new(Source, Options with { CancellationToken = cancellationToken });

    /// <summary>Never splits into pieces of fewer than <paramref name="length"/> items of the source: for items that are very
    /// cheap.</summary>
    /// <remarks>Wins over <see cref="WithMaxLength"/>.</remarks>
    /// <param name="length">The bound, at least one; replaces one given before.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than one.</exception>
    public ParallelIterator<TSource, T, TKind> WithMinLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(Source, Options with { MinLength = length });
    }

    /// <summary>Splits into pieces of at most <paramref name="length"/> items of the source even if nobody is idle: for items that are very
    /// dear or uneven.</summary>
    /// <param name="length">The bound, at least one; replaces one given before.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than one.</exception>
    public ParallelIterator<TSource, T, TKind> WithMaxLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(Source, Options with { MaxLength = length });
    }

    /// <summary>Lets at most <paramref name="workers"/> workers work on this run at once: for work that strains something else, a disk or a
    /// database, or that must leave workers to others.</summary>
    /// <remarks>Which workers these are may change while it runs; what they do is still shared as they become idle.</remarks>
    /// <param name="workers">The bound, at least one; replaces one given before. More than the pool has are as good as no bound.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workers"/> is less than one.</exception>
    public ParallelIterator<TSource, T, TKind> WithDegree(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return new(Source, Options with { Degree = workers });
    }

    /// <summary>Runs the first <paramref name="length"/> items of the source on all workers, then the next ones, and so on: so that workers stay near
    /// each other in memory, and a search does not look far ahead. Rayon's <c>by_uniform_blocks</c>.</summary>
    /// <param name="length">How long a block is, at least one; replaces what was given before.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than one.</exception>
    public ParallelIterator<TSource, T, TKind> WithUniformBlocks(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(Source, Options with { Blocks = new BlockSequence(length, 1) });
    }

    /// <summary>Runs as many items of the source as there are workers on all workers, then twice as many, and so on: for searches that probably find
    /// something early. Rayon's <c>by_exponential_blocks</c>.</summary>
    /// <remarks>No more than about twice as many items are looked at as a serial search would look at. Replaces blocks given before.</remarks>
    /// <returns>The same iterator.</returns>
    public ParallelIterator<TSource, T, TKind> WithExponentialBlocks() =>
        new(Source, Options with { Blocks = new BlockSequence(0, 2) });

    /// <summary>Splits and combines in a way that does not depend on the workers, so that a result that depends on the order of combining, such as a sum
    /// of floating-point numbers, is the same to the last digit on every run and on any number of workers of one machine.</summary>
    /// <remarks>Costs some balance: pieces are halved down to <paramref name="maxLength"/> whether anybody is idle or not, and not any further.
    /// <c>WithMinLength</c> and <c>WithMaxLength</c> do not count then. Vector units of another width may round otherwise.</remarks>
    /// <param name="maxLength">How many items of the source a piece holds at most, at least one: fewer if an item takes more than a microsecond. It is part
    /// of what the result depends on.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than one.</exception>
    public ParallelIterator<TSource, T, TKind> WithFixedPieces(int maxLength = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        return WithPolicy(new FixedPieces(maxLength));
    }

    /// <summary>Reports how far the run has come, some twenty times a second and once at its end.</summary>
    /// <remarks>Workers call <see cref="IProgress{T}.Report"/>, one at a time but for a slow one; <see cref="Progress{T}"/> brings the reports to the
    /// thread that made it. A report that throws fails the run. Items count when the block that they are in is done. A run that ends early, because it
    /// found what it sought, reports the end all the same.</remarks>
    /// <param name="progress">Who wants to know; replaces one given before.</param>
    /// <returns>The same iterator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="progress"/> is null.</exception>
    public ParallelIterator<TSource, T, TKind> WithProgress(IProgress<ParallelProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return new(Source, Options with { Progress = progress });
    }

    /// <summary>The same iterator, of references, for a consumer of <see cref="Reference"/>s.</summary>
    internal ParallelIterator<ErasedSource<TSource, T>, Reference, TKind> Erase() => new(new ErasedSource<TSource, T>(Source), Options);

    internal ParallelIterator<TSource, T, TKind> WithPolicy(SplitPolicy? policy) => new(Source, Options with { Policy = policy });
}
