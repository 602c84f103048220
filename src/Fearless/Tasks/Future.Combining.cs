using Fearless.Tasks;

namespace Fearless;

public readonly partial struct Future
{
    /// <summary>Runs both at once. The first failure cancels the other, which is waited for.</summary>
    /// <typeparam name="T1">The type of the first result.</typeparam>
    /// <typeparam name="T2">The type of the second result.</typeparam>
    /// <param name="first">One future; used up by the call's future when that runs.</param>
    /// <param name="second">The other.</param>
    /// <returns>Both results.</returns>
    public static Future<(T1 First, T2 Second)> Zip<T1, T2>(Future<T1> first, Future<T2> second) => TaskScope.RunAsync(async scope =>
    {
        TaskHandle<T1> one = scope.Spawn(first);
        TaskHandle<T2> other = scope.Spawn(second);
        return (await one, await other);
    });

    /// <summary>Runs all at once. The first failure cancels the others, which are waited for.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="futures">The futures, none or more; enumerated by the call.</param>
    /// <returns>Their results, in the order of the futures.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static Future<T[]> All<T>(params IEnumerable<Future<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        Future<T>[] all = [.. futures];
        return TaskScope.RunAsync(async scope =>
        {
            TaskHandle<T>[] handles = Array.ConvertAll(all, scope.Spawn);
            var results = new T[handles.Length];
            for (int index = 0; index < handles.Length; index++)
                results[index] = await handles[index];
            return results;
        });
    }

    /// <summary>Runs all at once, to the first that ends, with a result or a failure. The others are cancelled and waited for; one that fails
    /// even then makes the race fail, so that nothing is hidden.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="futures">The futures, one or more; enumerated by the call. Of several that end at once the first in this order wins.</param>
    /// <returns>The result of the first. A result that comes from another one all the same is disposed, if it can be; so is the first if the race
    /// then fails.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="futures"/> is empty: nothing could ever win.</exception>
    /// <exception cref="InvalidOperationException">One of them is <c>default</c>.</exception>
    public static Future<T> Race<T>(params IEnumerable<Future<T>> futures) =>
        Contest<T>.RunAsync(Array.ConvertAll<Future<T>, Arm<T>>(
            AtLeastOne(futures), static future => new FutureArm<T, T>(future, static result => result, onUnused: null)));

    /// <summary>Runs all at once, to the first that has a result. The others are cancelled and waited for; one that fails even then makes this fail,
    /// so that nothing is hidden.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="futures">The futures, one or more; enumerated by the call. Of several that end at once the first in this order wins.</param>
    /// <returns>The first result. When all fail, this fails with the first failure, and the others hang on it. A result that comes from another one
    /// all the same is disposed, if it can be.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="futures"/> is empty: nothing could ever win.</exception>
    /// <exception cref="InvalidOperationException">One of them is <c>default</c>.</exception>
    public static Future<T> FirstSuccess<T>(params IEnumerable<Future<T>> futures) =>
        Contest<T>.RunAsync(Array.ConvertAll<Future<T>, Arm<T>>(AtLeastOne(futures), static future => new AttemptArm<T>(future)));

    /// <summary>Begins a selection: waits for several different things at once, futures, tasks and operations on channels, to the first that comes.
    /// </summary>
    /// <remarks>See <see cref="FutureSelection{TResult}"/> for the rest. For futures of one type there is <see cref="Race"/>, for channels alone
    /// <see cref="Channels.Select"/>.</remarks>
    /// <typeparam name="TResult">The type of what the handlers return; <see cref="Future"/> for handlers that wait.</typeparam>
    /// <returns>A selection without anything to wait for; add it.</returns>
    /// <example><code>
    /// var (commands, inbox) = Channel.Unbounded&lt;string&gt;();
    /// commands.Send("status");
    /// string answer = Executor.BlockOn(() =&gt; Future.Select&lt;string&gt;()
    ///     .Receive(inbox, command =&gt; $"was told: {command}", () =&gt; "nobody is left to tell")
    ///     .On(Compute(), number =&gt; $"computed {number}")
    ///     .Default(TimeSpan.FromSeconds(1), () =&gt; "nothing happened")
    ///     .RunAsync());
    ///
    /// static async Future&lt;int&gt; Compute()
    /// {
    ///     await Executor.Delay(TimeSpan.FromMilliseconds(10));
    ///     return 42;
    /// }
    /// </code></example>
    public static FutureSelection<TResult> Select<TResult>() => new();

    /// <summary>Runs all at once, and waits for every one, whatever the others do.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="futures">The futures, none or more; enumerated by the call.</param>
    /// <returns>The result or the exception of each, in the order of the futures.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static Future<Result<T, Exception>[]> Settle<T>(params IEnumerable<Future<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        Future<Result<T, Exception>>[] settled = [.. futures.Select(static future => future.AsResult())];
        return All(settled);
    }

    private static Future<T>[] AtLeastOne<T>(IEnumerable<Future<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        Future<T>[] all = [.. futures];
        return all.Length > 0
            ? all
            : throw new ArgumentException("There is no future, so nothing could ever win. Pass one at least.", nameof(futures));
    }
}
