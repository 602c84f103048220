using ImageBatch.Batch;
using ImageBatch.Pixels;
using ImageBatch.Report;
using SkiaSharp;

namespace ImageBatch.Generation;

/// <summary>The folder of made pictures. What exists already is kept, so the set is made once, and an interrupted making goes on where it stopped.</summary>
internal sealed class PictureSet(string folder, int count)
{
    public string Folder { get; } = folder;

    /// <summary>The paths of the set's pictures, relative to its folder. A larger set begins with the smaller one.</summary>
    public string[] RelativePaths { get; } = [.. Enumerable.Range(0, count).Select(static i => new PictureRecipe(i).RelativePath)];

    /// <summary>The numbers of the pictures that are not there yet.</summary>
    public int[] FindMissing() => [.. Enumerable.Range(0, RelativePaths.Length).Where(i => !File.Exists(Path.Combine(Folder, RelativePaths[i])))];

    /// <summary>Makes the pictures of the given numbers on all workers.</summary>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public void Make(int[] missing, WorkspacePool workspaces, ProgressMeter meter, ParallelLoop loop, CancellationToken cancellationToken)
    {
        foreach (Content content in Enum.GetValues<Content>())
            AtomicFile.CreateFolder(Path.Combine(Folder, content.ToString().ToLowerInvariant()));

        loop.ForEach(
            missing,
            index =>
            {
                using WorkspacePool.Lease lease = workspaces.Rent();
                var recipe = new PictureRecipe(index);
                Image image = recipe.Paint(lease.Workspace);
                using SKData data = ImageCodec.Encode(image, recipe.Format, recipe.Quality);
                AtomicFile.Write(Path.Combine(Folder, recipe.RelativePath), data.AsSpan());
                meter.AddDone(image.PixelCount);
            },
            cancellationToken);
    }
}
