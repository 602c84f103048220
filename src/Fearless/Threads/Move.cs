namespace Fearless;

/// <summary>Moves a value to another owner, and leaves nothing behind.</summary>
public static class Move
{
    /// <summary>Takes the value out of <paramref name="value"/> and leaves null there, so that the compiler warns (CS8602) at each later
    /// use of the variable.</summary>
    /// <remarks>
    /// Declare the variable with <c>var</c> or as nullable; the warnings stop once it is assigned again. Inside the body of a spawned
    /// thread, moving a value that was moved into this thread passes it on: the thread no longer disposes it.
    /// </remarks>
    /// <example><code>
    /// ThreadScope.Run(static scope =&gt;
    /// {
    ///     var log = new StreamWriter("log.txt");
    ///     scope.Spawn(Move.Of(ref log), static log =&gt; log.WriteLine("mine"));    // disposed when this body ends, however it ends
    ///     log.WriteLine("still mine?");                                             // CS8602
    /// });
    /// </code></example>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The variable that owns the value. Not a variable that another thread uses at the same time.</param>
    /// <returns>The value, to be given to a spawn.</returns>
    /// <exception cref="ArgumentNullException">The variable holds null: its value was moved before, or never assigned.</exception>
    public static Moved<T> Of<T>(ref T? value)
        where T : class
    {
        T taken = value
            ?? throw new ArgumentNullException(nameof(value), "There is nothing to move: the value was moved before, or never assigned.");
        var moved = new Moved<T>(taken);
        ScopedThread.Current?.PassOn(taken);
        value = null;
        return moved;
    }

    /// <summary>Disposes <paramref name="value"/> if it can be disposed. Blocks on what can be disposed only asynchronously.</summary>
    internal static void Dispose(object value)
    {
        if (value is IDisposable disposable)
            disposable.Dispose();
        else if (value is IAsyncDisposable asynchronous)
            asynchronous.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
