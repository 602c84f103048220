namespace Fearless.Testing;

/// <summary>A model check has found an execution that goes wrong. The message is the whole report: what, how, and how to see it again.</summary>
/// <remarks>When a thread threw, that exception is the inner one.</remarks>
public sealed class ModelFailureException : Exception
{
    internal ModelFailureException(ModelFailure failure, string message, string replay, ModelReport report)
        : base(message, failure.Exception)
    {
        Kind = failure.Kind;
        Replay = replay;
        Report = report;
    }

    /// <summary>What is wrong.</summary>
    public ModelFailureKind Kind { get; }

    /// <summary>The schedule of the execution, for <see cref="ModelOptions.Replay"/>.</summary>
    public string Replay { get; }

    /// <summary>What was explored until then.</summary>
    public ModelReport Report { get; }
}
