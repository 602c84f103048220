using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A call of an <c>async</c> method that has not begun: it runs when it is awaited or spawned, once, and ends with whoever does.
/// </summary>
/// <remarks>
/// Where a <see cref="Task{TResult}"/> runs from the moment it exists and goes on when nobody cares any more, this is cold, as in Rust, and
/// owned: <c>await</c> makes it a part of the task that awaits it, <see cref="TaskScope.Spawn{T}(Future{T})"/> a task of a scope. When the
/// task is cancelled so is everything it awaits (see <see cref="TaskScope"/>). A future that nobody awaits or spawns never runs.
/// <para>The call allocates one object, and no await of this library's awaitables allocates another. Awaits of futures take no stack, however
/// deep they nest. Whatever else can be awaited (tasks of .NET, value tasks, channels) can be awaited in such a method, and comes home to the
/// thread of the executor; each wait costs a delegate, or nothing if the wait before was such a one too. What the method sets in an
/// <see cref="AsyncLocal{T}"/> lasts until its next wait; <see cref="Activity.Current"/> lasts as in every <c>async</c> method.</para>
/// <para>A plain value that belongs to one thread. <c>default</c> stands for no call.</para>
/// </remarks>
/// <example><code>
/// int sum = Executor.BlockOn(static async () =&gt; await Slow(1) + await Slow(2));
///
/// static async Future&lt;int&gt; Slow(int value)
/// {
///     await Executor.Delay(TimeSpan.FromMilliseconds(value));
///     return value;
/// }
/// </code></example>
/// <typeparam name="T">The type of the result.</typeparam>
[AsyncMethodBuilder(typeof(FutureMethodBuilder<>))]
[DebuggerDisplay("{_frame}")]
public readonly struct Future<T> : IPendingHandler
{
    private readonly Frame<T>? _frame;

    internal Future(Frame<T> frame) => _frame = frame;

    /// <summary>The call, for somebody who claims it.</summary>
    internal Frame<T> Unclaimed => _frame ?? throw NoCall();

    /// <summary>For <c>await</c>. The future is used up by it.</summary>
    /// <returns>The awaiter.</returns>
    /// <exception cref="InvalidOperationException">It was awaited or spawned before; it is <c>default</c>; no executor runs on this thread, or
    /// all of its tasks have ended, and only an <c>async void</c> method is left.</exception>
    public Awaiter GetAwaiter()
    {
        Frame<T> frame = Unclaimed;
        EventLoop loop = EventLoop.Required;
        loop.ThrowIfOnlyCallsAreLeft();
        frame.Claim();
        return new Awaiter(loop, frame);
    }

    /// <summary>The same, but cancelled if it has no result after <paramref name="timeout"/>: it is then waited for, its clean-up included,
    /// and a <see cref="TimeoutException"/> thrown.</summary>
    /// <param name="timeout">How long it may take from when it begins; <see cref="Timeout.InfiniteTimeSpan"/> for any time.</param>
    /// <returns>The future, instead of this one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Future<T> WithTimeout(TimeSpan timeout)
    {
        Sync.Deadline.ThrowIfInvalid(timeout);
        var future = new Future<T>(Unclaimed);
        return TaskScope.RunAsync(scope =>
        {
            scope.CancelAfter(timeout);
            return future;
        });
    }

    /// <summary>The same, but not cancelled with the task that awaits it, which then waits to its end. For clean-up that must be done.</summary>
    /// <remarks>Inside, <see cref="Executor.CancellationToken"/> is one of its own.</remarks>
    /// <returns>The future, instead of this one.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Future<T> Shield() => ShieldCore(Unclaimed);

    /// <summary>The same, but run by the workers of <paramref name="pool"/>, in parallel to everything else: spawn several such futures, and
    /// they use all cores.</summary>
    /// <remarks>
    /// <para>What it starts inside runs one thing at a time, like everything that one
    /// <see cref="Executor.BlockOn{T}(Func{Future{T}}, TimeProvider?, CancellationToken)"/> starts, and shares data without locks; but from one wait
    /// to the next it may go on on another worker. What it shares with its caller both may use at the same time: hand over what it needs, or share
    /// what is made for that. Scopes, handles and sockets stay with the caller; a socket can move (<see cref="AsyncSocket.Unwrap"/>). What it
    /// computes may fork (<see cref="Par"/>); what blocks belongs into <see cref="Par.Blocking(Action)"/>.</para>
    /// <para>Whoever awaits it waits until everything in it has ended, and cancels it when cancelled. The loop that runs it takes turns with
    /// others, first in, first out, but for one that this library's waits have just woken, and takes some 400 bytes.</para>
    /// </remarks>
    /// <param name="pool">The pool, such as <see cref="WorkerPool.Default"/>. To be disposed of after it has ended.</param>
    /// <returns>The future, instead of this one. Fails with an <see cref="ObjectDisposedException"/> if the pool is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pool"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    /// <example><code>
    /// int[] sizes = Executor.BlockOn(static async () =&gt; await Future.All(
    ///     Compress("one").RunOn(WorkerPool.Default),
    ///     Compress("two").RunOn(WorkerPool.Default)));
    ///
    /// static async Future&lt;int&gt; Compress(string name)
    /// {
    ///     await Executor.Delay(TimeSpan.FromMilliseconds(1));
    ///     return name.Length;
    /// }
    /// </code></example>
    public Future<T> RunOn(WorkerPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new Future<T>(new PoolFrame<T>(Unclaimed, pool));
    }

    /// <summary>The same, with a failure as a result like others: for one that whoever awaits it, or the scope that it is spawned in, is to
    /// survive.</summary>
    /// <returns>The future, instead of this one. When its own task is cancelled it ends by that, and so does a failure on the way out.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Future<Result<T, Exception>> AsResult() => AsResultCore(new Future<T>(Unclaimed));

    /// <summary>Starts it now, as a task of the scope that the caller runs in, for code that wants a task of .NET.</summary>
    /// <remarks>The scope waits for it; what it throws is the task's, and not the scope's.</remarks>
    /// <returns>The task.</returns>
    /// <exception cref="InvalidOperationException">It was awaited or spawned before; it is <c>default</c>; no executor runs on this thread, or
    /// all of its tasks have ended, and only an <c>async void</c> method is left.</exception>
    public Task<T> AsTask()
    {
        Frame<T> frame = Unclaimed;
        EventLoop loop = EventLoop.Required;
        loop.ThrowIfOnlyCallsAreLeft();
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        frame.Claim();
        Spawn(loop, Hand(loop, frame, source));
        return source.Task;
    }

    async Future IPendingHandler.FinishAsync() => await Unused.DisposeAsync(await this);

    // Somebody waits for what it will tell, so it begins though its scope may be cancelled.
    private static void Spawn(EventLoop loop, Future teller)
    {
        teller.Unclaimed.BeginInAnyCase();
        loop.CurrentScope.Spawn(teller);
    }

    private static async Future<Result<T, Exception>> AsResultCore(Future<T> future)
    {
        try
        {
            return Result.Ok<T, Exception>(await future);
        }
        catch (Exception exception) when (!EventLoop.Current!.Running!.Task.IsCancelRequested)
        {
            return Result.Error<T, Exception>(exception);
        }
    }

    private static async Future<T> ShieldCore(Frame<T> frame)
    {
        frame.Claim();
        EventLoop loop = EventLoop.Required;
        frame.BecomeShieldedTask(loop.CurrentScope);
        loop.Push(frame);
        return await new TaskHandle<T>(frame);
    }

    private static async Future Hand(EventLoop loop, Frame<T> frame, TaskCompletionSource<T> source)
    {
        try
        {
            source.SetResult(await new Awaitable(loop, frame));
        }
        catch (OperationCanceledException exception)
        {
            source.SetCanceled(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            source.SetException(exception);
        }
    }

    private static InvalidOperationException NoCall() =>
        new("This future is default and stands for no call. Use what an async method that returns a Future gave you.");

    /// <summary>Awaits a future. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly EventLoop _loop;
        private readonly Frame<T> _frame;

        internal Awaiter(EventLoop loop, Frame<T> frame)
        {
            _loop = loop;
            _frame = frame;
        }

        /// <summary>False: it has not begun.</summary>
        public bool IsCompleted => false;

        /// <summary>What the call returned or threw.</summary>
        /// <returns>The result.</returns>
        public T GetResult() => _frame.GetResult();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => Spawn(_loop, Run(_loop, _frame, continuation));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Suspend(Frame frame)
        {
            _frame.BecomeCalledBy(frame);
            _loop.ContinueWith(_frame);
        }

        void ILeafAwaiter.Suspend(Frame frame) => Suspend(frame);

        // For an ordinary async method, which is told by a call.
        private static async Future Run(EventLoop loop, Frame<T> frame, Action continuation)
        {
            try
            {
                await new Awaitable(loop, frame);
            }
            catch (Exception)
            {
                // The awaiting method gets it from the frame.
            }
            loop.Push(new PostedWork(continuation));
        }
    }

    /// <summary>A claimed future, for those who claimed it.</summary>
    private readonly struct Awaitable(EventLoop loop, Frame<T> frame)
    {
        public Awaiter GetAwaiter() => new(loop, frame);
    }
}
