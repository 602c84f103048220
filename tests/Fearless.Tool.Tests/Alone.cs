namespace Fearless.Tool.Tests;

/// <summary>Tests that measure time run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
