namespace ImageBatch.Batch;

/// <summary>A file that could not be used, and why.</summary>
internal readonly record struct FileFailure(string File, string Reason);
