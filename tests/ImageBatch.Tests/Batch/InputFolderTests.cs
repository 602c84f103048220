using ImageBatch.Batch;
using ImageBatch.CommandLine;

namespace ImageBatch.Tests.Batch;

public class InputFolderTests
{
    [Fact]
    public void Files_of_all_sub_folders_are_found_in_order_without_the_hidden_ones()
    {
        using var folder = new TestFolder();
        foreach (string name in (string[])["b/2.jpg", "b/1.jpg", "a.png", "b/c/d.webp", ".hidden.jpg", ".git/x.jpg"])
            folder.AddFile(name, []);
        Assert.Equal(["a.png", "b/1.jpg", "b/2.jpg", "b/c/d.webp"], InputFolder.FindFiles(folder.Input).Select(static path => path.Replace('\\', '/')));
    }

    [Fact]
    public void A_link_back_up_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var folder = new TestFolder();
        folder.AddFile("a.png", []);
        Directory.CreateSymbolicLink(Path.Combine(folder.Input, "loop"), folder.Input);
        Assert.Equal(["a.png"], InputFolder.FindFiles(folder.Input));
    }

    [Fact]
    public void A_sub_folder_that_cannot_be_listed_is_named_with_the_remedy()
    {
        using var folder = new TestFolder();
        folder.AddFile("closed/a.png", []);
        string message = Assert.Throws<UserErrorException>(() => InputFolder.FindFiles(folder.Input, path => path.EndsWith("closed", StringComparison.Ordinal)
            ? throw new UnauthorizedAccessException("Access is denied.")
            : new DirectoryInfo(path).EnumerateFileSystemInfos())).Message;
        Assert.Contains("closed", message, StringComparison.Ordinal);
        Assert.Contains("chmod", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_through_links_leads_where_the_links_lead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["real/deep"]);
        Directory.CreateSymbolicLink(folder["link"], folder["real"]);
        Assert.Equal(RealPath.Of(folder["real/deep/new"]), RealPath.Of(folder["link/deep/new"]));
        Assert.True(RealPath.IsWithin(RealPath.Of(folder["link/deep"]), RealPath.Of(folder["real"])));
        Assert.False(RealPath.IsWithin("/a/bc", "/a/b"));
    }
}
