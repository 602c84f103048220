using Fearless.Mutation.Mutants;
using Fearless.Mutation.Reports;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;

namespace Fearless.Mutation;

/// <summary>The repository whose library is changed, and where in it the results are kept.</summary>
/// <param name="Root">Its root.</param>
internal sealed record Repository(DirectoryInfo Root)
{
    /// <summary>The repository that <paramref name="folder"/> lies in; null when it lies in none.</summary>
    public static Repository? Around(string folder)
    {
        for (DirectoryInfo? root = new(folder); root is not null; root = root.Parent)
        {
            if (File.Exists(Path.Combine(root.FullName, "Fearless.slnx")))
                return new Repository(root);
        }
        return null;
    }

    /// <summary>The library with all mutants that compile, and their places.</summary>
    public (LibrarySources Instrumented, IReadOnlyList<MutationSite> Sites) Instrument()
    {
        LibrarySources library = LibrarySources.Read(new DirectoryInfo(Path.Combine(Root.FullName, "src", "Fearless")));
        // The model build has its own version of some files, and the product's are not in it.
        return Instrumenter.Instrument(
            library, [.. SiteFinder.Find(library).Where(site => !File.Exists(Path.Combine(Root.FullName, "src", "Fearless.Model", site.File)))]);
    }

    /// <summary>The verdicts so far.</summary>
    public Ledger OpenLedger() => new(new FileInfo(Kept("verdicts.json")));

    /// <summary>The explanations of what was not caught.</summary>
    public Remarks ReadRemarks() => Remarks.Read(new FileInfo(Kept("survivors.json")));

    /// <summary>Writes the page for readers.</summary>
    public void WritePage(string page) => File.WriteAllText(Kept("mutants.md"), page);

    private string Kept(string name) => Path.Combine(Root.FullName, "docs", "soundness", name);
}
