namespace Fearless.Tool.Reading;

/// <summary>All the C# of a path.</summary>
/// <param name="Root">The folder that paths are told from.</param>
/// <param name="Projects">What is compiled together.</param>
internal sealed record CodeBase(string Root, IReadOnlyList<SourceProject> Projects)
{
    /// <summary>How many lines are looked at.</summary>
    public int Lines { get; init; }

    /// <summary>The projects that are not looked at, since they are tests.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The projects with packages that are not restored, so that what they bring is unknown.</summary>
    public IReadOnlyList<string> NotRestored { get; init; } = [];

    public int Files => Projects.Sum(static project => project.Looked.Count);
}
