namespace Fearless;

/// <summary>A piece of work for a join, as a struct: its fields hold the input and, once it was executed, the result.</summary>
/// <remarks>
/// The form for inner loops. Lambdas cost a delegate call, and an object if they capture; a struct job costs neither, because
/// the compiler makes code of its own for each type of job. Run one with <see cref="WorkerPool.Install{TJob}(ref TJob)"/>,
/// two at a time with <see cref="Par.Join{TLeft, TRight}(ref TLeft, ref TRight)"/> or, inside a job,
/// <see cref="ForkContext.Join{TLeft, TRight}(ref TLeft, ref TRight)"/>. When another worker takes a job the struct is copied
/// there and back, so keep it small.
/// <para>In an assembly marked <c>[module: SkipLocalsInit]</c> the jobs on the stack are not cleared before they are filled, which is a
/// tenth of what a join costs.</para>
/// </remarks>
/// <example><code>
/// var job = new Fibonacci(32);
/// WorkerPool.Default.Install(ref job);
/// Console.WriteLine(job.Result);
///
/// struct Fibonacci(int n) : IForkJob
/// {
///     public long Result { get; private set; }
///
///     public void Execute(ForkContext context)
///     {
///         if (n &lt; 2)
///         {
///             Result = n;
///             return;
///         }
///         var left = new Fibonacci(n - 1);
///         var right = new Fibonacci(n - 2);
///         context.Join(ref left, ref right);
///         Result = left.Result + right.Result;
///     }
/// }
/// </code></example>
public interface IForkJob
{
    /// <summary>Does the work and stores the result in fields. Called once,
    /// on one worker; what it throws is rethrown by the join.</summary>
    /// <param name="context">The worker that runs it; fork with its
    /// <see cref="ForkContext.Join{TLeft, TRight}(ref TLeft, ref TRight)"/>.</param>
    void Execute(ForkContext context);
}
