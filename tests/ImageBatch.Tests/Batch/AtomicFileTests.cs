using ImageBatch.Batch;

namespace ImageBatch.Tests.Batch;

public class AtomicFileTests
{
    [Fact]
    public void Writing_replaces_the_old_file_and_leaves_nothing_else()
    {
        using var folder = new TestFolder();
        string path = folder.AddFile("a.jpg", [1, 2, 3]);
        AtomicFile.Write(path, [4]);
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Entries(folder));
    }

    [Fact]
    public void A_write_that_fails_at_the_end_takes_its_unfinished_file_away()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Input, "a.jpg");
        folder.AddFile("a.jpg/b", []);   // A folder of that name cannot be replaced by a file.
        Assert.Throws<OutputException>(() => AtomicFile.Write(path, [1]));
        Assert.Equal([path], Entries(folder));
    }

    [Fact]
    public void What_a_killed_run_left_unfinished_is_overwritten_by_the_next()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Input, "a.jpg");
        folder.AddFile(Path.GetFileName(AtomicFile.TemporaryName(path)), [1, 2, 3, 4, 5]);
        AtomicFile.Write(path, [6]);
        Assert.Equal([6], File.ReadAllBytes(path));
        Assert.Equal([path], Entries(folder));
    }

    private static string[] Entries(TestFolder folder) => Directory.GetFileSystemEntries(folder.Input);
}
