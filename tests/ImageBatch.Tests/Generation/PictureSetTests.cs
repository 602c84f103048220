using Fearless;
using ImageBatch.Batch;
using ImageBatch.Generation;
using ImageBatch.Pixels;
using ImageBatch.Report;

namespace ImageBatch.Tests.Generation;

public class PictureSetTests
{
    [Fact]
    public void The_same_number_gives_the_same_picture()
    {
        foreach (Content content in Enum.GetValues<Content>())
        {
            PictureRecipe recipe = Enumerable.Range(0, 1000).Select(static i => new PictureRecipe(i)).First(r => r.Content == content && r.Width * r.Height < 100_000);
            Assert.Equal(recipe.Paint(new Workspace()).Bytes.ToArray(), recipe.Paint(new Workspace()).Bytes.ToArray());
        }
    }

    [Fact]
    public void Pictures_differ_in_size_format_and_content()
    {
        PictureRecipe[] recipes = [.. Enumerable.Range(0, 1000).Select(static i => new PictureRecipe(i))];
        Assert.Equal(Enum.GetValues<Content>().Length, recipes.Select(static r => r.Content).Distinct().Count());
        Assert.Equal(3, recipes.Select(static r => r.Format).Distinct().Count());
        Assert.True(recipes.Max(static r => r.Width * r.Height) > 30 * recipes.Min(static r => r.Width * r.Height));
        Assert.Equal(recipes.Length, recipes.Select(static r => r.RelativePath).Distinct().Count());
    }

    [Fact]
    public void A_larger_set_begins_with_the_smaller_one() =>
        Assert.Equal(new PictureSet("x", 20).RelativePaths, new PictureSet("x", 50).RelativePaths[..20]);

    [Fact]
    public void Making_goes_on_where_it_was_stopped()
    {
        using var folder = new TestFolder();
        var loop = new ParallelLoop(WorkerPool.Default);
        var set = new PictureSet(folder.Input, 6);
        set.Make([.. set.FindMissing().Take(2)], new WorkspacePool(), new ProgressMeter(2), loop, TestContext.Current.CancellationToken);
        Assert.Equal([2, 3, 4, 5], set.FindMissing());

        set.Make(set.FindMissing(), new WorkspacePool(), new ProgressMeter(4), loop, TestContext.Current.CancellationToken);
        Assert.Empty(set.FindMissing());
        Assert.All(set.RelativePaths, path => ImageCodec.Load(Path.Combine(set.Folder, path), new Workspace()));
    }
}
