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
        var untried = new Option<bool>("--untried") { Description = "Only mutants that were never tried on the code as it is." };
        var again = new Option<bool>("--again") { Description = "Those that were caught, too." };
        var list = new Option<bool>("--list") { Description = "Lists the places and changes nothing." };
        var report = new Option<bool>("--report") { Description = "Tries no mutant: writes the page of what is known." };

        var command = new RootCommand("Breaks the library at one place after the other, and demands that a model test notices.")
        {
            places, tests, kinds, untried, again, list, report,
        };
        command.SetAction(parsed => Run(
            new Choice(parsed.GetValue(places)!, parsed.GetValue(kinds)!, parsed.GetValue(untried), parsed.GetValue(again)),
            parsed.GetValue(tests)!, parsed.GetValue(list), parsed.GetValue(report), AnsiConsole.Console));
        return command;
    }

    private static int Run(Choice choice, string[] filters, bool list, bool report, IAnsiConsole console)
    {
        if (Repository.Around(Environment.CurrentDirectory) is not { } repository)
        {
            console.WriteLine($"{Environment.CurrentDirectory} lies in no repository of Fearless. Change to a folder of one.");
            return 2;
        }

        (LibrarySources instrumented, IReadOnlyList<MutationSite> all) = repository.Instrument();
        Ledger ledger = repository.OpenLedger();
        MutationSite[] sites = [.. all.Where(site => choice.Includes(site, ledger))];
        if (list)
        {
            foreach (MutationSite site in sites)
                console.WriteLine($"{site.Id,5} {site.File}:{site.Line} {site.Member} {site.Kind}: {site.Code}");
            console.WriteLine($"{sites.Length} places");
            return 0;
        }

        var watch = Stopwatch.StartNew();
        if (!report)
            Try(repository, instrumented, filters, sites, ledger, console);
        ledger.KeepOnly(all);
        Remarks remarks = repository.ReadRemarks();
        repository.WritePage(MutationTable.Write(all, ledger, remarks));
        foreach (string key in remarks.Texts.Keys.Except(all.Select(static site => site.Key)))
            console.WriteLine($"A remark on code that is gone: {key}");

        MutationSite[] counted = [.. all.Where(site => site.Kind != MutationKind.LoseFence && choice.IsPlaceOf(site))];
        MutationSite[] open = [.. counted.Where(site => ledger.Find(site) is not { } verdict || (!verdict.IsCaught && remarks.Of(site) is null))];
        foreach (MutationSite site in open)
            console.WriteLine($"{ledger.Find(site)?.Outcome.ToString() ?? "Not tried"}: {site.File}:{site.Line} {site.Kind}: {site.Code}");
        console.WriteLine($"{counted.Count(site => ledger.Find(site) is { IsCaught: true })} of {counted.Length} mutants caught, {open.Length} neither caught nor explained; {watch.Elapsed:h\\:mm\\:ss}.");
        return open.Length == 0 ? 0 : 1;
    }

    private static void Try(
        Repository repository, LibrarySources instrumented, string[] filters, IReadOnlyList<MutationSite> sites, Ledger ledger, IAnsiConsole console)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fearless-mutation-");
        try
        {
            new MutationRun(InstrumentedBuild.Make(instrumented, repository.Root, folder), filters, sites, ledger).Run(console);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Which mutants a run tries.
    private sealed record Choice(string[] Places, MutationKind[] Kinds, bool Untried, bool Again)
    {
        public bool Includes(MutationSite site, Ledger ledger) => IsPlaceOf(site) && ledger.Find(site) switch
        {
            null => true,
            { IsCaught: true } => Again,
            _ => !Untried,
        };

        public bool IsPlaceOf(MutationSite site) =>
            (Places.Length == 0 || Places.Any(place => site.File.StartsWith(place, StringComparison.Ordinal))) && (Kinds.Length == 0 || Kinds.Contains(site.Kind));
    }
}
