using System.Text;
using Fearless.Tool.Commands;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>Where reports for programs go.</summary>
internal static class ReportFile
{
    /// <summary>What stands for the output instead of a file.</summary>
    public const string Output = "-";

    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            using FileStream stream = File.Create(path);
            write(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Writes it as it is, not wrapped to the width of a terminal.</summary>
    public static void WriteToOutput(IAnsiConsole console, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        console.Profile.Out.Writer.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        console.Profile.Out.Writer.Flush();
    }
}
