namespace Fearless.Testing;

/// <summary>What is thought of an outcome of a stress test.</summary>
public enum OutcomeGrade
{
    /// <summary>Nobody said that it may come out; counts as forbidden.</summary>
    Unknown,

    /// <summary>It may come out.</summary>
    Acceptable,

    /// <summary>It may come out, and is worth knowing of.</summary>
    Interesting,

    /// <summary>It must not come out.</summary>
    Forbidden,
}
