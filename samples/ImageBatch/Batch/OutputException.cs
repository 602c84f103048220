namespace ImageBatch.Batch;

/// <summary>
/// The results cannot be written: the disk is full, or the folder went away. Unlike a bad picture this stops the batch, for the next file would
/// fare no better.
/// </summary>
internal sealed class OutputException(string path, Exception cause)
    : Exception(
        $"Cannot write {path}: {cause.Message} " +
        "Everything finished so far is kept; make room, or choose another place with --output or --work-folder, and run again.", cause);
