namespace ImageBatch.Generation;

/// <summary>What a made picture shows.</summary>
internal enum Content
{
    Gradients,
    Clouds,
    Fractals,
    Waves,
    Cells,
    Shapes,
    Posters,
}
