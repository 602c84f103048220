using System.Security.Cryptography;
using System.Text;
using Fearless.Tool.Findings;

namespace Fearless.Tool.Output;

/// <summary>Names a finding so that it is known again when lines above it have changed: by its rule, file, member and code.</summary>
internal static class Fingerprint
{
    private const int Length = 16;

    public static string Of(Finding finding, string root)
    {
        string line = finding.At.SourceTree!.GetText().Lines[finding.Line - 1].ToString();
        string code = string.Concat(line.Where(static c => !char.IsWhiteSpace(c)));
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule.Id}|{FindingText.PathOf(finding, root)}|{finding.Member}|{code}"));
        return Convert.ToHexStringLower(digest)[..Length];
    }
}
