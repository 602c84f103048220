using ImageBatch.Batch;
using ImageBatch.Filters;

namespace ImageBatch.Tests.CommandLine;

/// <summary>What cannot be done is refused in words that name the remedy, before anything is changed.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("There is no filter 'sepia'", "equalize", "--filter", "sepia")]
    [InlineData("the sigma must lie between 0.3 and 200", "blur[:sigma=2]", "--filter", "blur:0")]
    [InlineData("the amount 'much' is not a number", "unsharp[:sigma=3]", "--filter", "unsharp:1:much")]
    [InlineData("There is no format 'gif'", "jpeg, png, webp", "--format", "gif")]
    [InlineData("--quality must lie between 1 and 100", "85", "--quality", "0")]
    [InlineData("--workers must lie between 1", "one worker a core", "--workers", "0")]
    [InlineData("--compare-count must lie between 1", "files", "--compare-count", "-3")]
    [InlineData("--compare-rounds must lie between 1", "median", "--compare-rounds", "0")]
    [InlineData("Leave out one of the two", "--count", "--count", "5")]
    public void Wrong_values_are_refused(string reason, string remedy, string option, string value)
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output, option, value], reason, remedy);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000000")]
    public void A_count_out_of_range_is_refused(string count)
    {
        using var folder = new TestFolder();
        RefusesAndChangesNothing(folder, ["--work-folder", folder["work"], "--count", count], "--count must lie between 1 and 100000");
    }

    [Fact]
    public void A_word_where_a_number_belongs_is_refused()
    {
        using var folder = new TestFolder();
        RefusesAndChangesNothing(folder, ["--work-folder", folder["work"], "--count", "many"], "--count", "many");
    }

    [Fact]
    public void A_missing_folder_is_refused()
    {
        using var folder = new TestFolder();
        RefusesAndChangesNothing(folder, [folder["nowhere"], "-o", folder.Output], folder["nowhere"], "Check the path");
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        using var folder = new TestFolder();
        string file = folder.AddPicture("a.png");
        RefusesAndChangesNothing(folder, [file, "-o", folder.Output], "is a file", "Give the folder");
    }

    [Fact]
    public void An_empty_folder_is_refused()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Input);
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output], "no files", "made pictures");
    }

    [Fact]
    public void An_output_inside_the_input_is_refused()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", Path.Combine(folder.Input, "results")], "inside the input", "--output");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Input], "inside the input", "--output");
    }

    [Fact]
    public void An_output_that_leads_into_the_input_by_a_link_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        Directory.CreateSymbolicLink(folder["link"], folder.Input);
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder["link/results"]], "inside the input", "--output");
    }

    [Fact]
    public void An_input_inside_the_output_is_refused()
    {
        using var folder = new TestFolder();
        folder.AddPicture("sub/a.png");
        RefusesAndChangesNothing(folder, [Path.Combine(folder.Input, "sub"), "-o", folder.Input], "inside the output", "--output");
    }

    [Fact]
    public void Two_pictures_with_one_result_are_refused()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        folder.AddPicture("a.jpg");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output], "a.png", "a.jpg", "--format same");
    }

    [Fact]
    public void A_picture_named_like_the_contact_sheet_is_refused()
    {
        using var folder = new TestFolder();
        folder.AddPicture(BatchPlan.ContactSheetName);
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output, "--format", "same"], "the contact sheet", "Rename");
    }

    [Fact]
    public void An_output_that_is_a_file_is_refused()
    {
        using var folder = new TestFolder();
        string file = folder.AddPicture("a.png");
        File.Copy(file, folder.Output);
        RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output], "is a file", "--output");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", Path.Combine(folder.Output, "below")], "cannot be written", "--output");
    }

    [Fact]
    public void An_output_that_cannot_be_made_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there is a folder that nobody may write to.");
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        RefusesAndChangesNothing(folder, [folder.Input, "-o", "/proc/results"], "/proc/results", "cannot be written", "--output");
        RefusesAndChangesNothing(folder, ["--count", "1", "--work-folder", "/proc/results"], "cannot be written", "--output");
    }

    [Fact]
    public void A_closed_sub_folder_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Everything is open to this user.");
        using var folder = new TestFolder();
        folder.AddPicture("closed/a.png");
        string closed = Path.Combine(folder.Input, "closed");
#pragma warning disable CA1416 // Skipped on Windows above.
        UnixFileMode mode = File.GetUnixFileMode(closed);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        Outcome.Of(folder.Input, "-o", folder.Output).Refused(closed, "chmod");
        File.SetUnixFileMode(closed, mode);
#pragma warning restore CA1416
        Assert.Empty(folder.Results());
    }

    [Fact]
    public void A_second_run_into_the_same_output_is_refused_while_the_first_goes_on()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        using (OutputFolder.Open(folder.Output, new BatchSettings([FilterCatalog.Parse("blur")], null, 85)))
            RefusesAndChangesNothing(folder, [folder.Input, "-o", folder.Output], "Another run", "Wait");
        Assert.Equal(0, Outcome.Of(folder.Input, "-o", folder.Output).ExitCode);
    }

    private static void RefusesAndChangesNothing(TestFolder folder, string[] arguments, params string[] words)
    {
        string[] before = folder.Snapshot();
        Outcome.Of(arguments).Refused(words);
        Assert.Equal(before, folder.Snapshot());
    }
}
