using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Tasks of a scope whose results are wanted in the order in which the tasks end.</summary>
/// <remarks>
/// The tasks are the scope's, as all that are spawned in it: it waits for them, and a failure of one cancels all, unless the scope is a
/// <see cref="ScopePolicy.Supervisor"/>. For failures that are to be results like others, spawn <see cref="Future{T}.AsResult"/>; to cancel the
/// tasks of the set alone, give them a scope of their own. The set
/// only notes who has ended, with one small object a task, and may be dropped at any time. Belongs to the thread of the scope's executor. Any
/// number of tasks may wait; each one that ends goes to one of them, and who has waited longest is served first.
/// </remarks>
/// <typeparam name="T">The type of the results; <see cref="Unit"/> for tasks without one.</typeparam>
/// <param name="scope">Whose tasks they are.</param>
/// <example><code>
/// Executor.BlockOn(static () =&gt; TaskScope.RunAsync(static async scope =&gt;
/// {
///     var downloads = new JoinSet&lt;string&gt;(scope);
///     foreach (string name in new[] { "slow", "quick" })
///         _ = downloads.Spawn(Download(name));
///     while (downloads.Count &gt; 0)
///         Console.WriteLine(await await downloads.NextAsync());
/// }));
///
/// static async Future&lt;string&gt; Download(string name)
/// {
///     await Executor.Delay(TimeSpan.FromMilliseconds(name.Length));
///     return name;
/// }
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
public sealed class JoinSet<T>(TaskScope scope) : ILeaf
{
    private readonly TaskScope _scope = scope ?? throw new ArgumentNullException(nameof(scope));
    private readonly Queue<Frame<T>> _ended = [];

    // INVARIANT: those who wait, the first one first; while there are any, all that have ended are owed.
    private readonly List<Frame> _waiters = [];

    // INVARIANT: how many of those that have ended belong to somebody who waited, was woken and has not had its turn.
    private int _owed;

    /// <summary>How many tasks there are that <see cref="NextAsync"/> has not given yet: those that run, and those that have ended.</summary>
    public int Count { get; private set; }

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingTask;

    /// <summary>Starts <paramref name="future"/> as a task of the scope, and of this set.</summary>
    /// <param name="future">What to run. It belongs to the scope from here on, and must not be used again.</param>
    /// <returns>The task's handle, which <see cref="NextAsync"/> gives too; assign it to <c>_</c> where it is not wanted.</returns>
    /// <exception cref="InvalidOperationException">As <see cref="TaskScope.Spawn{T}(Future{T})"/>.</exception>
    public TaskHandle<T> Spawn(Future<T> future)
    {
        TaskHandle<T> handle = _scope.Spawn(future);
        Count++;
        handle.Frame.AddWaiter(new Notice(this, handle.Frame));
        return handle;
    }

    /// <summary>Waits for the next task that ends, or takes one that has ended.</summary>
    /// <returns>Its handle, to await at once: that gives its result, or throws that it was cancelled. The wait can be cancelled, and takes no task
    /// then.</returns>
    /// <exception cref="InvalidOperationException">All tasks are or will be given to others, so none would ever come; or this is another
    /// thread than the executor's. Thrown where it is awaited.</exception>
    public async Future<TaskHandle<T>> NextAsync()
    {
        if (EventLoop.Current != _scope.Loop)
            throw new InvalidOperationException("A join set belongs to the thread of its scope's executor, and this is another one.");
        if (_ended.Count == _owed)
        {
            if (Count == _owed + _waiters.Count)
                throw new InvalidOperationException("No task is left to wait for. Ask for Count before, or spawn one.");
            await new Wait(this);
            _owed--;
        }
        Count--;
        return new TaskHandle<T>(_ended.Dequeue());
    }

    // Whoever was woken has its task, and goes on with it.
    bool ILeaf.TryRelease(Frame waiter) => _waiters.Remove(waiter);

    private void OnEnded(Frame<T> frame)
    {
        _ended.Enqueue(frame);
        if (_waiters.Count == 0)
            return;
        Frame first = _waiters[0];
        _waiters.RemoveAt(0);
        _owed++;
        _scope.Loop.Push(first);
    }

    /// <summary>Tells the set of a task's end.</summary>
    private sealed class Notice(JoinSet<T> set, Frame<T> frame) : Work
    {
        public override void Run(EventLoop loop) => set.OnEnded(frame);
    }

    /// <summary>Waits for a task to end, for the set's own method.</summary>
    private readonly struct Wait(JoinSet<T> set) : ICriticalNotifyCompletion, ILeafAwaiter
    {
        public bool IsCompleted => false;

        public Wait GetAwaiter() => this;

        public void GetResult() => set._scope.Loop.ThrowIfUnwinding();

        public void Suspend(Frame frame)
        {
            if (frame.TrySuspend(set._scope.Loop, set))
                set._waiters.Add(frame);
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) =>
            throw new NotSupportedException("Only methods of this library that return a Future await this.");
    }
}

/// <summary>Tasks without a result in a <see cref="JoinSet{T}"/>.</summary>
public static class JoinSetExtensions
{
    /// <inheritdoc cref="JoinSet{T}.Spawn"/>
    /// <param name="set">The set.</param>
    /// <param name="future">What to run. It belongs to the scope from here on, and must not be used again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is null.</exception>
    public static TaskHandle<Unit> Spawn(this JoinSet<Unit> set, Future future)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Spawn(new Future<Unit>(future.Unclaimed));
    }
}
