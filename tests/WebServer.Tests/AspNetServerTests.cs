using System.Diagnostics;
using System.Net;

namespace WebServer.Tests;

/// <summary>The pipeline inside of an ASP.NET Core application, as its users run it.</summary>
[Collection("Servers")]
public class AspNetServerTests
{
    [Fact]
    public async Task Tiles_are_served_and_the_application_ends_in_order()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        // Beside this test's own output: tests/WebServer.Tests/bin/CONFIGURATION/FRAMEWORK.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string program = Path.Combine(root, "samples", "AspNetServer", "bin", output.Parent.Name, output.Name, "AspNetServer.dll");
        using Process server = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        try
        {
            string address = await AddressOf(server).WaitAsync(RunningServer.Patience, cancellation);
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            byte[] picture = await client.GetByteArrayAsync("/tiles/0/0/0.png", cancellation);
            Assert.Equal("PNG"u8, picture.AsSpan(1, 3));
            using HttpResponseMessage none = await client.GetAsync("/tiles/0/1/0.png", cancellation);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
            if (OperatingSystem.IsWindows())
                return;
            using Process kill = Process.Start("kill", ["-TERM", server.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            Assert.True(server.WaitForExit(RunningServer.Patience), "The application does not end.");
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            if (!server.HasExited)
                server.Kill();
        }
    }

    private static async Task<string> AddressOf(Process server)
    {
        const string Announcement = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0)
                return line[(at + Announcement.Length)..];
        }
        throw new InvalidOperationException("The application ended before it listened.");
    }
}
