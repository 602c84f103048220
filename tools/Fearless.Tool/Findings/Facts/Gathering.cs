namespace Fearless.Tool.Findings.Facts;

/// <summary>What becomes of the results of a loop's rounds.</summary>
internal enum Gathering
{
    /// <summary>Nothing, or each round has a place of its own.</summary>
    None,

    /// <summary>They are added up in a variable.</summary>
    Sum,

    /// <summary>They are added to a list.</summary>
    List,

    /// <summary>They are put into a dictionary, each under its own key.</summary>
    Dictionary,
}
