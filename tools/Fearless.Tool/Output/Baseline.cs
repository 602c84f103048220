using System.Text.Json;
using Fearless.Tool.Commands;
using Fearless.Tool.Findings;

namespace Fearless.Tool.Output;

/// <summary>What was found at some time, so that later only what is new is told.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<string, int> _counts;

    private Baseline(Dictionary<string, int> counts) => _counts = counts;

    public static Baseline Of(AdviceReport report) =>
        new(report.Findings.CountBy(finding => Fingerprint.Of(finding, report.Code.Root)).ToDictionary());

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is not one of these.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return new(JsonSerializer.Deserialize<Dictionary<string, int>>(stream) ?? []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The baseline {path} cannot be read: {exception.Message} Make one with --write-baseline.");
        }
        catch (JsonException exception)
        {
            throw new UserErrorException($"{path} is no baseline: {exception.Message} Make one with --write-baseline.");
        }
    }

    public void Write(Stream stream) =>
        JsonSerializer.Serialize(stream, new SortedDictionary<string, int>(_counts, StringComparer.Ordinal), JsonReport.Options);

    /// <summary>The findings that are not in this, or more often now.</summary>
    public IReadOnlyList<Finding> NewIn(AdviceReport report)
    {
        var left = new Dictionary<string, int>(_counts);
        return [.. report.Findings.Where(finding => IsNew(Fingerprint.Of(finding, report.Code.Root)))];

        bool IsNew(string fingerprint)
        {
            int known = left.GetValueOrDefault(fingerprint);
            left[fingerprint] = known - 1;
            return known <= 0;
        }
    }
}
