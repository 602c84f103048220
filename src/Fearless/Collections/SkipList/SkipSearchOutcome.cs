namespace Fearless.Collections;

/// <summary>What a search that looks at nothing but keys has come to.</summary>
internal enum SkipSearchOutcome
{
    Found,
    Missing,

    /// <summary>It stood at a node that was removed, and cannot tell.</summary>
    Lost,
}
