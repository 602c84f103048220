namespace Fearless.Tool.Commands;

/// <summary>What <c>measure</c> was asked for.</summary>
/// <param name="IsQuick">Whether fewer and shorter rounds do.</param>
/// <param name="Json">The file for the report, - for the output; null for none.</param>
/// <param name="Html">The file for the page; null for none.</param>
internal sealed record MeasureOptions(bool IsQuick, string? Json, string? Html);
