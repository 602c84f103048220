using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Fearless;

// Asynchronous bodies are refused: a scope waits for its threads, and the thread of such a body ends at the first await. The compiler says so
// where the body is a lambda without a scope, ScopeCore.Start for all the others. Not an overload of Func<Task>: a body that only throws
// would fit it, and be refused too; here the type of the task has to be inferred. `in`, so that it is a signature of its own.
public unsafe ref partial struct ThreadScope
{
    internal const string AsyncBody =
        "A thread of a scope cannot be asynchronous: the scope would end, and the thread with it, at the first await of the body. "
        + "Block in the body, or use Task.Run.";

    /// <summary>Refuses an asynchronous body: the scope would not wait for what follows its first await, nor see its exceptions.</summary>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="body">An asynchronous body.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<TTask>(in Func<TTask> body)
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="state">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<TState, TTask>(TState state, in Func<TState, TTask> body)
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="first">Not used.</param>
    /// <param name="second">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<TFirst, TSecond, TTask>(TFirst first, TSecond second, in Func<TFirst, TSecond, TTask> body)
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="moved">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<T, TTask>(Moved<T> moved, in Func<T, TTask> body)
        where T : class
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="moved">Not used.</param>
    /// <param name="state">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<T, TState, TTask>(Moved<T> moved, TState state, in Func<T, TState, TTask> body)
        where T : class
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of what is moved.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="state">Not used.</param>
    /// <param name="moved">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<TState, T, TTask>(TState state, Moved<T> moved, in Func<TState, T, TTask> body)
        where T : class
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);

    /// <typeparam name="TFirst">The type of the first.</typeparam>
    /// <typeparam name="TSecond">The type of the second.</typeparam>
    /// <typeparam name="TTask">What the compiler makes of an async body.</typeparam>
    /// <param name="first">Not used.</param>
    /// <param name="second">Not used.</param>
    /// <param name="body">An asynchronous body.</param>
    /// <inheritdoc cref="Spawn{TTask}(in Func{TTask})"/>
    [Obsolete(AsyncBody, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(3)]
    public ScopedThread<TTask> Spawn<TFirst, TSecond, TTask>(
        Moved<TFirst> first, Moved<TSecond> second, in Func<TFirst, TSecond, TTask> body)
        where TFirst : class
        where TSecond : class
        where TTask : Task =>
        throw new NotSupportedException(AsyncBody);
}
