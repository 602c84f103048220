namespace ImageBatch.Filters;

/// <summary>A filter and its full spelling, with every parameter, by which a later run knows whether the same was done.</summary>
internal sealed record NamedFilter(string Name, IImageFilter Filter);
