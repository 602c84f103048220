using System.Text;
using ImageBatch.Batch;
using ImageBatch.CommandLine;
using ImageBatch.Pixels;

namespace ImageBatch.Tests.CommandLine;

public class ApplicationTests
{
    [Fact]
    public void A_folder_is_mirrored_with_a_contact_sheet()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        folder.AddPicture("sub/b.jpeg");
        folder.AddPicture("sub/deep/c.webp");
        Outcome outcome = Outcome.Of(folder.Input, "-o", folder.Output, "-f", "blur:1", "-f", "equalize");

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["a.jpg", "sub/b.jpg", "sub/deep/c.jpg"], folder.Results());
        Assert.Contains("3/3", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("work time / wall time", outcome.Output, StringComparison.Ordinal);
        Assert.True(ImageCodec.Load(Path.Combine(folder.Output, BatchPlan.ContactSheetName), new Workspace()).Width > 500);
    }

    [Fact]
    public void Format_same_keeps_names_and_formats()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        folder.AddPicture("a.jpg");
        folder.AddPicture("a.webp");
        Assert.Equal(ExitCode.Success, Outcome.Of(folder.Input, "-o", folder.Output, "--format", "same").ExitCode);
        Assert.Equal(["a.jpg", "a.png", "a.webp"], folder.Results());
        Assert.All(folder.Results(), file =>
        {
            Assert.True(PictureFormats.TryRecognize(File.ReadAllBytes(Path.Combine(folder.Output, file)), out PictureFormat format));
            Assert.Equal(PictureFormats.FromExtension(file), format);
        });
    }

    [Fact]
    public void Files_that_are_no_pictures_are_named_with_the_reason_and_all_others_are_made()
    {
        using var folder = new TestFolder();
        byte[] whole = File.ReadAllBytes(folder.AddPicture("good.jpg", 300, 200));
        byte[] png = File.ReadAllBytes(folder.AddPicture("good2.png", 300, 200));
        folder.AddFile("cut.jpg", whole[..(whole.Length / 2)]);
        folder.AddFile("cut2.png", png[..(png.Length / 2)]);
        folder.AddFile("empty.png", []);
        folder.AddFile("notes.txt", Encoding.UTF8.GetBytes("not a picture at all"));
        folder.AddFile("liar.webp", Encoding.UTF8.GetBytes("neither is this"));
        folder.AddFile("header.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]);

        Outcome outcome = Outcome.Of(folder.Input, "-o", folder.Output);
        string[] lines = outcome.Output.ReplaceLineEndings("").Split("Failed: ");

        Assert.Equal(ExitCode.SomeFilesFailed, outcome.ExitCode);
        Assert.Equal(["good.jpg", "good2.jpg"], folder.Results());
        string listed = File.ReadAllText(Path.Combine(folder.Output, FailureList.Name));
        foreach ((string file, string reason) in ((string, string)[])[
            ("cut.jpg", "cut off"), ("cut2.png", "cut off"), ("empty.png", "empty"), ("notes.txt", "not a JPEG"), ("liar.webp", "not a JPEG"), ("header.jpg", "damaged")])
        {
            Assert.Contains(lines, line => line.StartsWith($"{file}: ", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
            Assert.Contains(file, listed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Notes_beside_a_photograph_do_not_claim_its_result()
    {
        using var folder = new TestFolder();
        folder.AddPicture("holiday.jpg");
        folder.AddFile("holiday.txt", [65, 66, 67]);
        Outcome outcome = Outcome.Of(folder.Input, "-o", folder.Output);
        Assert.Equal((ExitCode.SomeFilesFailed, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["holiday.jpg"], folder.Results());
    }

    [Fact]
    public void A_second_run_skips_what_is_done_and_force_does_not()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        string changing = folder.AddPicture("b.png");
        string[] run = [folder.Input, "-o", folder.Output];
        Assert.Equal(2, Made(Outcome.Of(run)));
        Assert.Equal(0, Made(Outcome.Of(run)));
        Assert.Equal(2, Made(Outcome.Of([.. run, "--force"])));
        Assert.Equal(2, Made(Outcome.Of([.. run, "--filter", "sobel"])));
        Assert.Equal(0, Made(Outcome.Of([.. run, "--filter", "sobel:1.0"])));

        File.SetLastWriteTimeUtc(changing, DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(1, Made(Outcome.Of([.. run, "--filter", "sobel"])));
        File.Delete(folder["out/a.jpg"]);
        File.SetLastWriteTimeUtc(changing, DateTime.UtcNow.AddMinutes(-1));
        Assert.Equal(1, Made(Outcome.Of([.. run, "--filter", "sobel"])));
    }

    [Fact]
    public void Cancelled_before_it_began_it_exits_as_shells_expect_and_makes_nothing()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        Outcome outcome = Outcome.Of(new CancellationToken(canceled: true), folder.Input, "-o", folder.Output);
        Assert.Equal(ExitCode.Cancelled, outcome.ExitCode);
        Assert.Contains("Stopped", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(folder.Results());
    }

    [Fact]
    public void Without_a_folder_pictures_are_made_once_and_compared()
    {
        using var folder = new TestFolder();
        string[] run = ["--work-folder", folder.Root, "--count", "8"];
        Outcome first = Outcome.Of([.. run, "--compare", "--compare-count", "2", "--compare-rounds", "2"]);
        Assert.Equal((ExitCode.Success, ""), (first.ExitCode, first.Error));
        Assert.Contains("Painting: 8/8", first.Output, StringComparison.Ordinal);
        Assert.All((string[])["sequential", "Parallel.ForEach", "PLINQ", "Fearless", "x sequential"], word => Assert.Contains(word, first.Output, StringComparison.Ordinal));

        Outcome second = Outcome.Of(run);
        Assert.DoesNotContain("Painting", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, Made(second));
    }

    [Fact]
    public void Results_that_cannot_be_written_stop_the_run_and_keep_the_rest()
    {
        using var folder = new TestFolder();
        folder.AddPicture("a.png");
        folder.AddPicture("sub/b.png");
        Directory.CreateDirectory(folder.Output);
        File.WriteAllText(folder["out/sub"], "in the way");
        Outcome outcome = Outcome.Of(folder.Input, "-o", folder.Output, "--workers", "1");
        Assert.Equal(ExitCode.OutputFailed, outcome.ExitCode);
        Assert.Contains(folder["out/sub"], outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["out/a.jpg"]));
    }

    [Fact]
    public void Help_names_every_filter_with_its_parameters()
    {
        Outcome outcome = Outcome.Of("--help");
        Assert.Equal(ExitCode.Success, outcome.ExitCode);
        Assert.All((string[])["blur[:sigma=2]", "unsharp", "sobel", "equalize", "--compare"], word => Assert.Contains(word, outcome.Output, StringComparison.Ordinal));
    }

    private static int Made(Outcome outcome)
    {
        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        string row = outcome.Output.Split('\n').Single(static line => line.StartsWith("│ made ", StringComparison.Ordinal));
        return int.Parse(row.Split('│')[2], System.Globalization.CultureInfo.InvariantCulture);
    }
}
