using ImageBatch.Pixels;

namespace ImageBatch.Filters;

/// <summary>
/// Changes a picture in place, in time that grows with the number of pixels and with nothing else. Holds no state of a run, so all workers share one.
/// </summary>
internal interface IImageFilter
{
    void Apply(Image image, Workspace workspace);
}
