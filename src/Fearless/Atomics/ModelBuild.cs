namespace Fearless.Atomics;

/// <summary>Whether this is the build that runs under the model checker. Constants that depend on it shrink there, so that the corners of a
/// protocol (the end of a block, a full buffer, a counter that wraps around) are a few steps away.</summary>
internal static class ModelBuild
{
    /// <summary>False: this is the product.</summary>
    public const bool IsActive = false;
}
