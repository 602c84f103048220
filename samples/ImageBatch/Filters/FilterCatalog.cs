using System.Globalization;
using ImageBatch.CommandLine;

namespace ImageBatch.Filters;

/// <summary>The filters by the names that the command line uses. Help, defaults and messages all come from this one table.</summary>
internal static class FilterCatalog
{
    private static readonly FilterDescription[] Filters =
    [
        new("blur", "Gaussian blur", [new("sigma", 2, 0.3, 200)], static p => new GaussianBlur(p[0])),
        new("unsharp", "unsharp mask", [new("sigma", 3, 0.3, 200), new("amount", 1, 0, 10), new("threshold", 0, 0, 255)],
            static p => new UnsharpMask(p[0], p[1], p[2])),
        new("sobel", "edges", [new("share", 1, 0, 1)], static p => new SobelEdges(p[0])),
        new("equalize", "histogram equalization", [new("share", 1, 0, 1)], static p => new HistogramEqualization(p[0])),
    ];

    /// <summary>One line a filter, for the help text.</summary>
    public static string Help => string.Join(Environment.NewLine, Filters.Select(static filter => $"  {filter.Usage} ({filter.Title})"));

    /// <summary>Makes the filter that <paramref name="text"/> names, such as <c>unsharp:2:1.5</c>.</summary>
    /// <exception cref="UserErrorException">No such filter, or a parameter that it does not take.</exception>
    public static NamedFilter Parse(string text)
    {
        string[] parts = text.Split(':');
        FilterDescription filter = Array.Find(Filters, candidate => candidate.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase))
            ?? throw new UserErrorException($"There is no filter '{parts[0]}'. The filters are:{Environment.NewLine}{Help}");
        if (parts.Length - 1 > filter.Parameters.Length)
            throw new UserErrorException($"'{text}' has too many parameters. Write {filter.Usage}.");

        double[] values = [.. filter.Parameters.Select((parameter, i) => i + 1 < parts.Length ? Read(text, filter, parameter, parts[i + 1]) : parameter.Default)];
        string name = string.Join(':', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)).Prepend(filter.Name));
        return new NamedFilter(name, filter.Make(values));
    }

    private static double Read(string text, FilterDescription filter, FilterParameter parameter, string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            throw new UserErrorException($"In '{text}', the {parameter.Name} '{value}' is not a number. Write {filter.Usage}, with a point in numbers such as 1.5.");
        if (!(number >= parameter.Least && number <= parameter.Most))
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"In '{text}', the {parameter.Name} must lie between {parameter.Least} and {parameter.Most}. Write {filter.Usage}."));
        return number;
    }

    private sealed record FilterParameter(string Name, double Default, double Least, double Most);

    private sealed record FilterDescription(string Name, string Title, FilterParameter[] Parameters, Func<double[], IImageFilter> Make)
    {
        public string Usage { get; } = Name + string.Concat(Parameters.Select(static p =>
            string.Create(CultureInfo.InvariantCulture, $"[:{p.Name}={p.Default}]")));
    }
}
