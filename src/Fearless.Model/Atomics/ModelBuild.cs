namespace Fearless.Atomics;

/// <summary>Whether this is the build that runs under the model checker.</summary>
internal static class ModelBuild
{
    /// <summary>True: this is the model.</summary>
    public const bool IsActive = true;
}
