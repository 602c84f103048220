using System.CommandLine;
using System.Text;
using Fearless.Tool.Commands;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>Where reports go that are not for the terminal.</summary>
internal static class ReportFile
{
    /// <summary>What stands for the output instead of a file.</summary>
    public const string Output = "-";

    /// <summary>The option of a page.</summary>
    /// <param name="shows">What is on the page.</param>
    public static Option<string?> PageOption(string shows)
    {
        var option = new Option<string?>("--html") { Description = $"Writes a page with {shows} to this file. It needs no network, and no other file." };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: Output }])
                result.AddError("--html needs the name of a file; what goes to the output is --json -.");
        });
        return option;
    }

    /// <summary>Sees to it that files can be written before work is done for them. Those that are there stay as they are.</summary>
    /// <param name="paths">Their paths; null and <see cref="Output"/> are none.</param>
    /// <exception cref="UserErrorException">One cannot be written.</exception>
    public static void RefuseUnwritable(params ReadOnlySpan<string?> paths)
    {
        foreach (string? path in paths)
        {
            if (path is null or Output)
                continue;
            bool isNew = !File.Exists(path);
            // A pipe is empty, and would be at its end when this is closed.
            if (!isNew && new FileInfo(path).Length == 0)
                continue;
            Try(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose());
            if (isNew)
                Try(path, () => File.Delete(path));
        }
    }

    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => Try(path, () =>
    {
        using FileStream stream = File.Create(path);
        write(stream);
    });

    /// <summary>Writes it as it is, not wrapped to the width of a terminal.</summary>
    public static void WriteToOutput(IAnsiConsole console, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        console.Profile.Out.Writer.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        console.Profile.Out.Writer.Flush();
    }

    private static void Try(string path, Action act)
    {
        try
        {
            act();
        }
        // Of an argument: a path that is empty, or has a zero in it.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException($"{path} cannot be written: {exception.Message} Give a file in a folder that is there.");
        }
    }
}
