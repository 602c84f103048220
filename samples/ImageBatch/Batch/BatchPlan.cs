using ImageBatch.CommandLine;

namespace ImageBatch.Batch;

/// <summary>What a batch will read and write, checked before anything is changed.</summary>
internal sealed record BatchPlan
{
    /// <summary>The contact sheet's name in the output folder.</summary>
    public const string ContactSheetName = "_contact-sheet.png";

    /// <exception cref="UserErrorException">Two results would have one name, or there is nothing to do.</exception>
    public BatchPlan(string input, string output, string[] files, BatchSettings settings)
    {
        Input = input;
        Output = output;
        Files = files;
        Settings = settings;
        CheckResultNames();
    }

    public string Input { get; }

    public string Output { get; }

    /// <summary>The files, relative to the input folder.</summary>
    public string[] Files { get; }

    public BatchSettings Settings { get; }

    public string SourceOf(string file) => Path.Combine(Input, file);

    public string ResultOf(string file) => Path.Combine(Output, Settings.ResultPath(file));

    /// <summary>Refuses folders of which one lies in the other. Needs no files, so that it comes before looking for them.</summary>
    public static void CheckFolders(string input, string output)
    {
        (string realInput, string realOutput) = (RealPath.Of(input), RealPath.Of(output));
        if (RealPath.IsWithin(realOutput, realInput))
        {
            throw new UserErrorException(
                $"The output folder {output} lies inside the input folder {input}, so the next run would take results for pictures. " +
                "Choose another with --output.");
        }

        if (RealPath.IsWithin(realInput, realOutput))
        {
            throw new UserErrorException(
                $"The input folder {input} lies inside the output folder {output}, so results could overwrite pictures. Choose another with --output.");
        }
    }

    private void CheckResultNames()
    {
        if (Files.Length == 0)
        {
            throw new UserErrorException(
                $"There are no files in {Input}. Put JPEG, PNG or WebP pictures there, or give no folder at all to work on made pictures.");
        }

        var sources = new Dictionary<string, string>(Files.Length + 1, RealPath.Comparer) { [ContactSheetName] = "the contact sheet" };
        foreach (string file in Files)
        {
            string result = Settings.ResultPath(file);
            if (!sources.TryAdd(result, file))
            {
                throw new UserErrorException(
                    $"{sources[result]} and {file} would both be written to {result}. Rename one of them, or keep the formats apart with --format same.");
            }
        }
    }
}
