namespace Fearless.Tool.Output;

/// <summary>Which version of the tool a report is by.</summary>
internal static class ToolVersion
{
    public static string Text => typeof(ToolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
