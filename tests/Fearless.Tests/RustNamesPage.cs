using System.Reflection;
using System.Text.RegularExpressions;

namespace Fearless.Tests;

/// <summary>The page that says what Rust's names are called here names nothing that there is not.</summary>
public partial class RustNamesPage
{
    private static readonly Type[] Types = typeof(Par).Assembly.GetExportedTypes();

    [Fact]
    public void Every_name_in_the_middle_columns_is_public()
    {
        string[] names = [.. Rows().SelectMany(static cells => Code().Matches(cells[1])).Select(static match => match.Groups[1].Value).Distinct()];
        Assert.True(names.Length > 200, $"Only {names.Length} names were found: has the table another form?");
        Assert.DoesNotContain(names, static name => !Exists(name));
    }

    [Fact]
    public void Every_row_has_a_name_or_says_why_there_is_none() =>
        Assert.DoesNotContain(Rows(), static cells => cells[0].Length == 0 || (cells[1].Length == 0 && cells[2].Length == 0));

    [Fact]
    public void A_name_that_is_made_up_is_noticed()
    {
        Assert.False(Exists("Par.Fork"));
        Assert.False(Exists(".Sleep"));
        Assert.False(Exists("ThreadPool"));
        Assert.True(Exists("Par.Range"));
        Assert.True(Exists(".WithDegree"));
        Assert.True(Exists("ReceiveResult"));
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "rust-to-csharp.md"))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Rust |", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(static line => line.Trim('|').Split('|', 3, StringSplitOptions.TrimEntries));

    private static bool Exists(string name)
    {
        string[] parts = name.Split('.');
        if (parts.Length == 1)
            return Named(parts[0]).Any();
        // An operator: of the iterator itself, or an extension of anything.
        if (parts[0].Length == 0)
            return Types.Where(static type => type.IsAbstract && type.IsSealed).Concat(Named("ParallelIterator")).Any(type => HasMember(type, parts[1]));
        // What extends Par lies in static classes of its own.
        IEnumerable<Type> types = parts[0] == "Par" ? Named("Par").Concat(Named("ParallelSources")) : Named(parts[0]);
        return types.Any(type => HasMember(type, parts[1]));
    }

    private static IEnumerable<Type> Named(string name) => Types.Where(type => type.Name.Split('`')[0] == name);

    private static bool HasMember(Type type, string name) =>
        type.GetMember(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Length > 0;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
