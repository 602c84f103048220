using System.Text;
using ImageBatch.CommandLine;

namespace ImageBatch.Batch;

/// <summary>
/// The folder of results, held by one run at a time. It knows what is done already: a result counts while it is not older than its picture and
/// not older than the settings file, which is rewritten whenever the settings change. The file's own time is the bound, because it comes from the
/// same clock as the results' times.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    public const string SettingsName = ".imagebatch-settings";
    public const string LockName = ".imagebatch-lock";

    private readonly FileStream _lock;
    private readonly DateTime _settingsTime;

    private OutputFolder(FileStream held, DateTime settingsTime)
    {
        _lock = held;
        _settingsTime = settingsTime;
    }

    /// <summary>Makes the folder where it is missing, and holds it until disposed.</summary>
    /// <exception cref="UserErrorException">It cannot be written, or another run holds it.</exception>
    public static OutputFolder Open(string path, BatchSettings settings)
    {
        if (File.Exists(path))
            throw new UserErrorException($"{path} is a file, so no results can be put there. Choose a folder with --output.");

        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = Hold(path);
            string settingsPath = Path.Combine(path, SettingsName);
            byte[] fingerprint = Encoding.UTF8.GetBytes(settings.Fingerprint);
            if (!File.Exists(settingsPath) || !File.ReadAllBytes(settingsPath).AsSpan().SequenceEqual(fingerprint))
                AtomicFile.Write(settingsPath, fingerprint);
            return new OutputFolder(held, File.GetLastWriteTimeUtc(settingsPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutputException)
        {
            held?.Dispose();
            string reason = e is OutputException { InnerException: { } cause } ? cause.Message : e.Message;
            throw new UserErrorException($"The output folder {path} cannot be written: {reason} Choose another with --output.");
        }
    }

    /// <summary>Whether an earlier run has made this result from this picture with these settings.</summary>
    public bool IsDone(string source, string result)
    {
        // A missing file's time is long ago.
        DateTime made = File.GetLastWriteTimeUtc(result);
        return made >= _settingsTime && made >= File.GetLastWriteTimeUtc(source) && File.Exists(result);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && File.Exists(Path.Combine(path, LockName)))
        {
            throw new UserErrorException($"Another run is writing to {path}. Wait for it to end, or choose another folder with --output.");
        }
    }
}
