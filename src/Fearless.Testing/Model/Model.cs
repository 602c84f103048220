namespace Fearless.Testing;

/// <summary>Checks a small concurrent program in all its executions: every interleaving, and every reordering that .NET's memory model allows.</summary>
/// <remarks>
/// The program is a method that starts a few threads with <see cref="Thread(Action, string?)"/>. It is run again and again, differently each time. What its
/// threads share must be created inside it and lie in <c>Fearless.Atomics</c>: atomics, and <c>Checked&lt;T&gt;</c> for plain data. The model build of
/// Fearless must be in use, so that the atomics are the checker's.
/// <para>Works in any test framework: a check that fails throws, and the exception's message is the whole report.</para>
/// </remarks>
/// <example><code>
/// int[] counts = new int[1];
/// ModelReport report = Model.Check(() =&gt;
/// {
///     var latch = new Latch();
///     Model.Thread(() =&gt; { counts[0] = 1; latch.Set(); }, "setter");
///     latch.Wait();
///     if (counts[0] != 1) throw new InvalidOperationException("The wait ended too early.");
/// });
/// </code></example>
public static class Model
{
    /// <summary>The model thread that asks.</summary>
    internal static ModelThread Running => ModelThread.Current
        ?? throw new InvalidOperationException("This can be called only inside a model: in the method given to Model.Check, or in a thread that it started.");

    /// <summary>Runs <paramref name="body"/> in all its executions.</summary>
    /// <param name="body">The program. It must do the same whenever it is run in the same way.</param>
    /// <param name="options">How to explore, and when to stop.</param>
    /// <returns>What was explored.</returns>
    /// <exception cref="ModelFailureException">An execution went wrong: a thread threw, a data race, a deadlock, a lost wake-up, a livelock.</exception>
    public static ModelReport Check(Action body, ModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (ModelThread.Current is not null)
            throw new InvalidOperationException("A check cannot be started inside a model. Check the two one after the other.");
        return new Checker(body, options ?? new ModelOptions()).Run();
    }

    /// <summary>Runs <paramref name="body"/> in all its executions and collects what it returns.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="body">The program.</param>
    /// <param name="options">How to explore, and when to stop.</param>
    /// <returns>Every result that it can have.</returns>
    /// <exception cref="ModelFailureException">An execution went wrong.</exception>
    public static Outcomes<T> Explore<T>(Func<T> body, ModelOptions? options = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(body);
        var outcomes = new Outcomes<T>();
        outcomes.Report = Check(() => outcomes.Add(body()), options);
        return outcomes;
    }

    /// <summary>Starts a thread of the model.</summary>
    /// <param name="body">What it does.</param>
    /// <param name="name">What traces call it.</param>
    /// <returns>The thread, to be joined. Threads that are not joined are waited for at the end.</returns>
    /// <exception cref="InvalidOperationException">Not inside a model, or the model has too many threads.</exception>
    public static ModelThread Thread(Action body, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Running.Execution.Spawn(Running, name, body);
    }

    /// <summary>Waits until every thread that the model has started so far has ended.</summary>
    public static void JoinAll()
    {
        ModelThread running = Running;
        for (int index = 1; index < running.Execution.ThreadCount; index++)
        {
            if (index != running.Index)
                running.Execution.Join(running, running.Execution.Thread(index));
        }
    }

    /// <summary>One of several values, each in executions of its own: for what is outside of the program and may be either way.</summary>
    /// <param name="options">How many; at least one.</param>
    /// <returns>Zero or more, and less than <paramref name="options"/>.</returns>
    public static int Choose(int options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options, 1);
        ModelThread running = Running;
        running.Rush = 0;
        var operation = new Operation(OperationKind.Choose);
        running.Execution.Arrive(running, operation);
        int chosen = running.Execution.ChooseOption(options);
        running.Execution.Record(running, operation, -1);
        running.Execution.Trace?.Add(running, $"chooses {chosen} of {options}");
        return chosen;
    }

    /// <summary>Gives an atomic or a <c>Checked&lt;T&gt;</c> the name that traces show. By default they are numbered in the order of their first use.</summary>
    /// <typeparam name="T">The type of the variable.</typeparam>
    /// <param name="variable">Where it lies.</param>
    /// <param name="name">Its name.</param>
    public static void Name<T>(ref T variable, string name)
        where T : struct
    {
        if (variable is not IModelVariable boxed)
            return;
        boxed.Name(Running, name);
        // The copy has learnt which variable of this execution it is.
        variable = (T)boxed;
    }

    /// <summary>Cancels, as a step of its own that may come at any moment. A plain <see cref="CancellationTokenSource.Cancel()"/> would come together with the step
    /// before it: the checker does not see into cancellation tokens.</summary>
    public static void Cancel(CancellationTokenSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Opaque(source.Cancel, "cancels");
    }

    /// <summary>Does something that the checker does not see into, as a step of its own whose order with every step of every other thread is explored.</summary>
    /// <param name="action">What to do. It must not wait for another thread of the model other than through Fearless.</param>
    /// <param name="name">What traces call it.</param>
    public static void Opaque(Action action, string name = "opaque step")
    {
        ArgumentNullException.ThrowIfNull(action);
        ModelThread running = Running;
        running.Rush = 0;
        var operation = new Operation(OperationKind.Opaque);
        running.Execution.Arrive(running, operation);
        running.Execution.Record(running, operation, -1);
        running.Execution.Trace?.Add(running, name);
        running.Execution.Memory.OpaqueStep(running);
        action();
    }
}
