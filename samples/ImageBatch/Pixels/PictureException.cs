namespace ImageBatch.Pixels;

/// <summary>One file cannot be used, for the reason that the message gives; the batch goes on without it.</summary>
internal sealed class PictureException(string reason) : Exception(reason);
