using Fearless.Analyzers;
using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Reading;

namespace Fearless.Tool.Findings;

/// <summary>What was seen in one file. Belongs to whoever looks at the file.</summary>
internal sealed class FileAdvice(string path)
{
    public string Path { get; } = path;

    public List<Finding> Findings { get; } = [];

    public List<Place> Places { get; } = [];

    public List<MethodFacts> Facts { get; } = [];

    /// <summary>The methods that are given to others as delegates.</summary>
    public List<MethodKey> HandedOut { get; } = [];

    /// <summary>The members to look at once more, when it is known what they call.</summary>
    public List<(SourceProject Project, MemberNames Names)> Again { get; } = [];

    public long Bound { get; set; }

    public long Unbound { get; set; }

    /// <summary>What the compiler failed with, if it did.</summary>
    public string? Failure { get; set; }
}
