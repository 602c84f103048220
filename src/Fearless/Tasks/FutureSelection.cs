using System.Diagnostics;
using Fearless.Channels;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Several different things to wait for at once, of which the first to come decides: futures, tasks, and operations on channels, each with a
/// handler that makes the common result. Begun by <see cref="Future.Select{TResult}"/>.</summary>
/// <remarks>
/// <para>When something has come, all others are cancelled and waited for, their clean-up included; then its handler runs, as a part of the task that
/// awaits the selection. A future that fails first has decided, too: the selection fails with its failure, once the others have ended; use
/// <see cref="Future{T}.AsResult"/> for one whose failure is a result. For handlers that wait let the common result be a future, and await what comes
/// out: <c>await await Future.Select&lt;Future&gt;()...</c></para>
/// <para><b>Nothing is lost.</b> A task that is waited for by its handle is left alone, as is what it ends with. An operation on a channel was either
/// carried out, and then its handler runs, or it changed nothing: a message is never taken and dropped. Should one be carried out at the same moment at
/// which a future ends, it is the operation that wins. A future that has a result although it was cancelled, because it waited for something foreign
/// or caught the cancellation, hands it to its <c>onUnused</c>, or has it disposed if it can be. One that fails even then makes the
/// selection fail, so that nothing is hidden; a message that was received is handled all the same.</para>
/// <para><b>Order.</b> The futures begin, and the operations are tried, in a random order, or after <see cref="Biased"/> in that in which they were added;
/// the first that needs no wait wins. All operations on channels have their turn at the place of the first of them. Later the first to come
/// wins.</para>
/// <para>Belongs to one thread, and runs once. Allocates a few objects for each arm.</para>
/// </remarks>
/// <typeparam name="TResult">The type of what the handlers return.</typeparam>
[DebuggerDisplay("Count = {_arms.Count}")]
public sealed class FutureSelection<TResult>
{
    // Futures and operations, in the order in which they were added.
    private readonly List<object> _arms = [];

    private Arm<TResult>? _default;
    private bool _isBiased;
    private bool _hasRun;

    internal FutureSelection()
    {
    }

    /// <summary>Adds: run <paramref name="future"/>.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="future">What to run. It belongs to the selection from here on, and must not be used again.</param>
    /// <param name="onResult">What to do with the result.</param>
    /// <param name="onUnused">Is given a result that comes though another arm has won. Without it such a result is disposed, if it can be.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onResult"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The future is <c>default</c>; or the selection has run.</exception>
    public FutureSelection<TResult> On<T>(Future<T> future, Func<T, TResult> onResult, Action<T>? onUnused = null)
    {
        ArgumentNullException.ThrowIfNull(onResult);
        return Add(new FutureArm<T, TResult>(future, onResult, onUnused));
    }

    /// <summary>Adds: run <paramref name="future"/>.</summary>
    /// <param name="future">What to run. It belongs to the selection from here on, and must not be used again.</param>
    /// <param name="onEnd">What to do when it has ended.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onEnd"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The future is <c>default</c>; or the selection has run.</exception>
    public FutureSelection<TResult> On(Future future, Func<TResult> onEnd)
    {
        ArgumentNullException.ThrowIfNull(onEnd);
        return Add(new FutureArm<Unit, TResult>(new Future<Unit>(future.Unclaimed), _ => onEnd(), onUnused: null));
    }

    /// <summary>Adds: wait for the end of a task, which is left alone when another arm wins.</summary>
    /// <typeparam name="T">The type of its result.</typeparam>
    /// <param name="task">The task's handle.</param>
    /// <param name="onResult">What to do with the result. Should the task fail, or have been cancelled, so does the selection.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onResult"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The handle is <c>default</c>; or the selection has run.</exception>
    public FutureSelection<TResult> On<T>(TaskHandle<T> task, Func<T, TResult> onResult)
    {
        ArgumentNullException.ThrowIfNull(onResult);
        // A result that is not used remains the handle's.
        return Add(new FutureArm<T, TResult>(End(new TaskHandle<T>(task.Frame)), onResult, static _ => { }));

        static async Future<T> End(TaskHandle<T> task) => await task;
    }

    /// <summary>Adds: wait for the end of a task, which is left alone when another arm wins.</summary>
    /// <param name="task">The task's handle.</param>
    /// <param name="onEnd">What to do when it has ended. Should the task fail, or have been cancelled, so does the selection.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onEnd"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The handle is <c>default</c>; or the selection has run.</exception>
    public FutureSelection<TResult> On(TaskHandle task, Func<TResult> onEnd)
    {
        ArgumentNullException.ThrowIfNull(onEnd);
        return On(new TaskHandle<Unit>(task.Frame), _ => onEnd());
    }

    /// <summary>Adds: receive from <paramref name="receiver"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="receiver">Where to receive from. It has to stay open.</param>
    /// <param name="onReceived">What to do with the value.</param>
    /// <param name="onDisconnected">What to do when the last sender is gone and nothing is left. Without it the selection then fails with a
    /// <see cref="ChannelDisconnectedException"/>.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="receiver"/> or <paramref name="onReceived"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The selection has run.</exception>
    public FutureSelection<TResult> Receive<T>(Receiver<T> receiver, Func<T, TResult> onReceived, Func<TResult>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(onReceived);
        return Add(new ReceiveOperation<T, TResult>(receiver, onReceived, onDisconnected));
    }

    /// <summary>Adds: send <paramref name="value"/> to <paramref name="sender"/>.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="sender">Where to send to. It has to stay open.</param>
    /// <param name="value">What to send. It stays the caller's when another arm wins.</param>
    /// <param name="onSent">What to do then.</param>
    /// <param name="onDisconnected">What to do when the last receiver is gone. Without it the selection then fails with a
    /// <see cref="ChannelDisconnectedException"/>. The value is still the caller's.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sender"/> or <paramref name="onSent"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The selection has run.</exception>
    public FutureSelection<TResult> Send<T>(Sender<T> sender, T value, Func<TResult> onSent, Func<TResult>? onDisconnected = null)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(onSent);
        return Add(new SendOperation<T, TResult>(sender, value, onSent, onDisconnected));
    }

    /// <summary>What to do when nothing has come for <paramref name="timeout"/>. Takes the place of an earlier one.</summary>
    /// <param name="timeout">How long, on the executor's clock, from when the selection begins; zero for what is ready to run and no more,
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="onNothing">What to do.</param>
    /// <returns>This selection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="onNothing"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The selection has run.</exception>
    public FutureSelection<TResult> Default(TimeSpan timeout, Func<TResult> onNothing)
    {
        ArgumentNullException.ThrowIfNull(onNothing);
        Sync.Deadline.ThrowIfInvalid(timeout);
        ThrowIfRun();
        _default = new FutureArm<Unit, TResult>(new Future<Unit>(Sleep(timeout).Unclaimed), _ => onNothing(), onUnused: null);
        return this;

        static async Future Sleep(TimeSpan time) => await Executor.Delay(time);
    }

    /// <summary>Prefers what was added first over what was added later, when several need no wait.</summary>
    /// <returns>This selection.</returns>
    /// <exception cref="InvalidOperationException">The selection has run.</exception>
    public FutureSelection<TResult> Biased()
    {
        ThrowIfRun();
        _isBiased = true;
        return this;
    }

    /// <summary>Waits for the first to come, cancels the others and waits for them, and runs its handler.</summary>
    /// <returns>What the handler returned. Fails with the first failure, with further ones on it. When the task that awaits it is cancelled so are all
    /// arms, but for what has come nevertheless.</returns>
    /// <exception cref="InvalidOperationException">There is nothing to wait for and no default; or the selection has run.</exception>
    public Future<TResult> RunAsync()
    {
        ThrowIfRun();
        if (_arms.Count == 0 && _default is null)
            throw new InvalidOperationException("There is nothing to wait for. Add something by On, Receive or Send, or a default.");
        _hasRun = true;
        return Contest<TResult>.RunAsync(Order());
    }

    private List<Arm<TResult>> Order()
    {
        object[] order = [.. _arms];
        if (!_isBiased)
            Shuffle(order);
        List<Arm<TResult>> arms = [];
        List<ChannelOperation<TResult>> operations = [];
        foreach (object arm in order)
        {
            if (arm is not ChannelOperation<TResult> operation)
            {
                arms.Add((Arm<TResult>)arm);
                continue;
            }
            if (operations is [])
                arms.Add(new ChannelArm<TResult>(operations, _isBiased));
            operations.Add(operation);
        }
        if (_default is not null)
            arms.Add(_default);
        return arms;
    }

    // By what selections of channels draw, too, so that a simulation has the same order each time.
    private static void Shuffle(object[] arms)
    {
        for (int last = arms.Length - 1; last > 0; last--)
        {
            int other = FairOrder.NextOfThread(last + 1);
            (arms[last], arms[other]) = (arms[other], arms[last]);
        }
    }

    private FutureSelection<TResult> Add(object arm)
    {
        ThrowIfRun();
        _arms.Add(arm);
        return this;
    }

    private void ThrowIfRun()
    {
        if (_hasRun)
            throw new InvalidOperationException("This selection has run, and its futures run once. Begin another one with Future.Select.");
    }
}
