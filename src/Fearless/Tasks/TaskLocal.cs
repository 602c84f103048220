using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A value that belongs to what is going on: to a request, a user, a trace. A task sees it, and so does all that the task awaits and spawns,
/// without being passed it.</summary>
/// <remarks>
/// <para><see cref="With{TResult}(T, Future{TResult})"/> is the only way to set it, for the time that a future runs, so it cannot leak, and nobody can change it for others. A
/// task that is spawned meanwhile inherits what its spawner sees, for good: in a scope, by <see cref="Future{T}.RunOn"/>, <see cref="Future{T}.Shield"/>,
/// <see cref="Future.Detach"/>, and by whatever runs futures at once.</para>
/// <para>An <see cref="AsyncLocal{T}"/> belongs to .NET's execution context, which futures do not carry from one wait to the next: it lasts to the next wait.
/// This one lasts, but ordinary <c>async</c> methods, which return a <see cref="Task"/>, see it up to their first wait only: pass them the
/// value.</para>
/// <para>Tasks that see none pay nothing for it. A task that sees one has an entry in a table of its executor; a look is one in that table, and then one at each
/// value that was set inside of it. Usually in a static field; any number of threads may use it at the same time.</para>
/// </remarks>
/// <typeparam name="T">The type of the value. Tasks on other threads see the same one.</typeparam>
/// <example><code>
/// var request = new TaskLocal&lt;int&gt;();
/// Executor.BlockOn(async () =&gt; await Future.Zip(request.With(1, Handle()), request.With(2, Handle())));
///
/// async Future&lt;string&gt; Handle()
/// {
///     await Log("begins");
///     return "handled";
/// }
///
/// async Future Log(string text)
/// {
///     await Executor.Yield();
///     Console.WriteLine($"{request.Value}: {text}");
/// }
/// </code></example>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class TaskLocal<T>
{
    /// <summary>The value that the task that asks sees.</summary>
    /// <exception cref="InvalidOperationException">It sees none.</exception>
    public T Value => TryGetValue(out T? value)
        ? value
        : throw new InvalidOperationException(
            "This task-local has no value here. Run this in a future that was given to With, or in what that awaits or spawns; or ask TryGetValue.");

    private string DebuggerDisplay => TryGetValue(out T? value) ? $"{value}" : "no value here";

    /// <summary>Asks for the value that the task that asks sees.</summary>
    /// <param name="value">The value, if there is one.</param>
    /// <returns>Whether there is one. Outside of executors there is none.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        LocalBinding? binding = EventLoop.Current?.VisibleBinding;
        while (binding is not null)
        {
            if (binding is LocalBinding<T> own && own.Local == this)
            {
                value = own.Value;
                return true;
            }
            binding = binding.Outer;
        }
        value = default;
        return false;
    }

    /// <summary>The same future, for which, and for all that it awaits and spawns, this has a value.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="value">The value. What it was before it is again when the future has ended, however it does.</param>
    /// <param name="future">What to run with it.</param>
    /// <returns>The future, instead of <paramref name="future"/>.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="future"/> is <c>default</c>.</exception>
    public Future<TResult> With<TResult>(T value, Future<TResult> future) => new(new LocalFrame<T, TResult>(this, value, future.Unclaimed));

    /// <inheritdoc cref="With{TResult}(T, Future{TResult})"/>
    public Future With(T value, Future future) => new(new LocalFrame<T, Unit>(this, value, future.Unclaimed));
}
