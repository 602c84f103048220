using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Tests;

/// <summary>A filter that tells a test when a picture comes by, and leaves it as it is.</summary>
internal sealed class Callback(Action action) : IImageFilter
{
    public void Apply(Image image, Workspace workspace) => action();
}
