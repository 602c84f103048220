using Fearless.Tool.Commands;
using Spectre.Console.Testing;

namespace Fearless.Tool.Tests.Commands;

/// <summary>Runs the program without a process, and keeps what it writes.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly StringWriter _error = new();

    public TestConsole Console { get; } = new TestConsole().Width(200);

    public string Error => _error.ToString();

    public int Run(params string[] arguments) => new Application(Console, _error, TestContext.Current.CancellationToken).Run(arguments);

    public int RunCancelled(params string[] arguments) => new Application(Console, _error, new CancellationToken(canceled: true)).Run(arguments);

    public void Dispose()
    {
        Console.Dispose();
        _error.Dispose();
    }
}
