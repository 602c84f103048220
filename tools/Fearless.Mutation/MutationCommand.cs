using System.CommandLine;
using System.Diagnostics;
using Fearless.Mutation.Mutants;
using Fearless.Mutation.Reports;
using Fearless.Mutation.Runs;
using Fearless.Mutation.Sites;
using Spectre.Console;

namespace Fearless.Mutation;

/// <summary>The command line of this tool.</summary>
internal static class MutationCommand
{
    public static RootCommand Create()
    {
        var repository = new Option<DirectoryInfo>("--repository")
        {
            Description = "The root of the repository.",
            DefaultValueFactory = static _ => new DirectoryInfo("."),
        };
        var places = new Option<string[]>("--place")
        {
            Description = "Only places whose path begins so, such as Collections or Sync/Parking; all if none is named.",
            AllowMultipleArgumentsPerToken = true,
        };
        var tests = new Option<string[]>("--test")
        {
            Description = "Only tests whose full name contains this, such as Collections.WorkDeque; all if none is named.",
            AllowMultipleArgumentsPerToken = true,
        };
        var kinds = new Option<MutationKind[]>("--kind")
        {
            Description = "Only changes of these kinds, such as TearUpdate; all if none is named.",
            AllowMultipleArgumentsPerToken = true,
        };
        var list = new Option<bool>("--list") { Description = "Lists the places and changes nothing." };
        var ledger = new Option<FileInfo?>("--ledger")
        {
            Description = "Keeps the verdicts in this file, and takes those of mutants that were caught, in files that are the same, from there.",
        };
        var report = new Option<bool>("--report") { Description = "Tries no mutant: reports what the ledger holds." };
        var output = new Option<FileInfo?>("--output") { Description = "Writes the page to this file." };

        var command = new RootCommand("Breaks the library at one place after the other, and demands that a model test notices.")
        {
            repository, places, tests, kinds, list, ledger, report, output,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(repository)!, parsed.GetValue(places)!, parsed.GetValue(tests)!, parsed.GetValue(kinds)!,
            parsed.GetValue(list), parsed.GetValue(ledger), parsed.GetValue(report), parsed.GetValue(output), AnsiConsole.Console));
        return command;
    }

    private static int Run(
        DirectoryInfo repository, string[] places, string[] filters, MutationKind[] kinds, bool list,
        FileInfo? ledger, bool report, FileInfo? output, IAnsiConsole console)
    {
        var sources = new DirectoryInfo(Path.Combine(repository.FullName, "src", "Fearless"));
        if (!sources.Exists)
        {
            console.WriteLine($"There is no src/Fearless below {repository.FullName}. Name the root of the repository with --repository.");
            return 2;
        }

        LibrarySources library = LibrarySources.Read(sources);
        // The model build has its own version of some files, and the product's are not in it.
        var models = new DirectoryInfo(Path.Combine(repository.FullName, "src", "Fearless.Model"));
        IReadOnlyList<MutationSite> all = [.. SiteFinder.Find(library).Where(site => !File.Exists(Path.Combine(models.FullName, site.File)))];
        (LibrarySources instrumented, IReadOnlyList<MutationSite> sites) = Instrumenter.Instrument(library, all);
        sites = [.. sites
            .Where(site => places.Length == 0 || places.Any(place => site.File.StartsWith(place, StringComparison.Ordinal)))
            .Where(site => kinds.Length == 0 || kinds.Contains(site.Kind))];
        if (list)
        {
            foreach (MutationSite site in sites)
                console.WriteLine($"{site.Id,5} {site.File}:{site.Line} {site.Member} {site.Kind}: {site.Code}");
            console.WriteLine($"{sites.Count} places");
            return 0;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("fearless-mutation-");
        try
        {
            var watch = Stopwatch.StartNew();
            var book = new Ledger(ledger, library, all);
            IReadOnlyList<Verdict> verdicts = report
                ? [.. sites.Select(book.Find).OfType<Verdict>()]
                : new MutationRun(InstrumentedBuild.Make(instrumented, repository, folder), filters, sites, book).Run(console);
            var remarks = Remarks.Read(new FileInfo(Path.Combine(repository.FullName, "docs", "soundness", "survivors.json")));
            if (output is not null)
                File.WriteAllText(output.FullName, MutationTable.Write(sites, verdicts, remarks));
            // .NET has no interlocked operation without a fence: one that nobody needs is no fault.
            verdicts = [.. verdicts.Where(static verdict => verdict.Site.Kind != MutationKind.LoseFence)];
            foreach (Verdict verdict in verdicts.Where(verdict => !verdict.IsCaught && remarks.Of(verdict.Site) is null))
                console.WriteLine($"{verdict.Outcome}: {verdict.Site.File}:{verdict.Site.Line} {verdict.Site.Kind}: {verdict.Site.Code}");
            console.WriteLine($"{verdicts.Count(static verdict => verdict.IsCaught)} of {verdicts.Count} mutants caught in {watch.Elapsed:m\\:ss}.");
            return verdicts.All(verdict => verdict.IsCaught || remarks.Of(verdict.Site) is not null) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
