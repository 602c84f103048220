namespace ImageBatch.CommandLine;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Every file was made or was made before.</summary>
    public const int Success = 0;

    /// <summary>What was asked for cannot be done; nothing was changed.</summary>
    public const int UserError = 1;

    /// <summary>Some files could not be used; all others were made.</summary>
    public const int SomeFilesFailed = 2;

    /// <summary>The results could no longer be written; those made before are kept.</summary>
    public const int OutputFailed = 3;

    /// <summary>Stopped by Ctrl-C or a request to end; the shells' convention of 128 plus the signal's number.</summary>
    public const int Cancelled = 130;
}
