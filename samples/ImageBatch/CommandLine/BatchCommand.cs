using System.CommandLine;
using ImageBatch.Filters;

namespace ImageBatch.CommandLine;

/// <summary>The command line: its options, its help, and what it starts.</summary>
internal static class BatchCommand
{
    /// <summary>The command, which hands what was typed to <paramref name="run"/> and exits with its result.</summary>
    public static RootCommand Create(Func<BatchOptions, int> run)
    {
        var defaults = new BatchOptions();
        var folder = new Argument<string?>("folder")
        {
            Description = "The folder of JPEG, PNG and WebP pictures, sub-folders included. Without one, pictures are made, once, from a fixed seed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Option<string?>("--output", "-o") { Description = "Where the results go. Default: beside the folder, as <folder>-filtered." };
        var filters = new Option<string[]>("--filter", "-f")
        {
            Description = "A filter with its parameters; repeat it for more, they run in the order given."
                + $"{Environment.NewLine}{FilterCatalog.Help}{Environment.NewLine}Default: {string.Join(" ", BatchOptions.DefaultFilters)}",
            HelpName = "name:value:...",
        };
        var format = new Option<string>("--format")
        {
            Description = "What the results are: jpeg, png, webp, or same for each file's own format.",
            HelpName = "jpeg|png|webp|same",
            DefaultValueFactory = _ => defaults.Format,
        };
        var quality = new Option<int>("--quality") { Description = "1 to 100, for JPEG and WebP.", HelpName = "1-100", DefaultValueFactory = _ => defaults.Quality };
        var count = new Option<int?>("--count", "-n") { Description = $"How many pictures to make when no folder is given. Default: {Application.DefaultCount}.", HelpName = "number" };
        var workers = new Option<int?>("--workers", "-w") { Description = "How many worker threads. Default: one a core.", HelpName = "number" };
        var force = new Option<bool>("--force") { Description = "Make results again that are there already." };
        var compare = new Option<bool>("--compare") { Description = "Then time the same work sequentially, with Parallel.ForEach, PLINQ and Fearless." };
        var compareCount = new Option<int>("--compare-count") { Description = "How many files to compare on.", HelpName = "number", DefaultValueFactory = _ => defaults.CompareCount };
        var compareRounds = new Option<int>("--compare-rounds") { Description = "How many rounds to compare in.", HelpName = "number", DefaultValueFactory = _ => defaults.CompareRounds };
        var workFolder = new Option<string?>("--work-folder") { Description = $"Where made pictures and their results go. Default: {WorkFolders.Default}.", HelpName = "folder" };

        var command = new RootCommand("Puts a folder of pictures through CPU-heavy filters on every core, and says how much that helped.")
        {
            folder, output, filters, format, quality, count, workers, force, compare, compareCount, compareRounds, workFolder,
        };
        command.SetAction(parsed => run(new BatchOptions
        {
            Folder = parsed.GetValue(folder),
            Output = parsed.GetValue(output),
            Filters = parsed.GetValue(filters) ?? [],
            Format = parsed.GetValue(format)!,
            Quality = parsed.GetValue(quality),
            Count = parsed.GetValue(count),
            Workers = parsed.GetValue(workers),
            Force = parsed.GetValue(force),
            Compare = parsed.GetValue(compare),
            CompareCount = parsed.GetValue(compareCount),
            CompareRounds = parsed.GetValue(compareRounds),
            WorkFolder = parsed.GetValue(workFolder),
        }));
        return command;
    }
}
