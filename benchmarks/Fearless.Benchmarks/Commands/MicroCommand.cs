using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Fearless.Benchmarks.Commands;

/// <summary><c>micro</c>: what single calls cost, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var command = new Command("micro", "What single calls cost, measured by BenchmarkDotNet; everything after goes to it, such as --filter '*Join*'.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(static parsed => BenchmarkSwitcher
            .FromAssembly(typeof(MicroCommand).Assembly)
            .Run([.. parsed.UnmatchedTokens])
            .Any(static summary => summary.HasCriticalValidationErrors) ? 1 : 0);
        return command;
    }
}
