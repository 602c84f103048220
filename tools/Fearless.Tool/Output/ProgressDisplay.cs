using System.Globalization;
using Fearless.Tool.Findings;
using Spectre.Console;

namespace Fearless.Tool.Output;

/// <summary>Shows how far the work is: on a terminal, and on the error output, so that the output may go elsewhere.</summary>
internal sealed class ProgressDisplay(IAnsiConsole console, TextWriter error)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _isTerminal = console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;

    public T WhileReading<T>(string path, Func<T> read)
    {
        if (_isTerminal)
            error.Write($"Reading {path} ...\r");
        return read();
    }

    public T WhileLooking<T>(int files, Func<IProgress<AdviceProgress>?, T> look)
    {
        if (!_isTerminal)
            return look(null);
        T result = look(new Line(error, files));
        error.Write(new string(' ', 60) + "\r");
        return result;
    }

    // Called by many threads; who comes while another one writes has nothing newer to say.
    private sealed class Line(TextWriter error, int files) : IProgress<AdviceProgress>
    {
        private readonly Lock _gate = new();
        private long _next;

        public void Report(AdviceProgress value)
        {
            if (!_gate.TryEnter())
                return;
            try
            {
                long now = Environment.TickCount64;
                if (now < _next)
                    return;
                _next = now + (long)Interval.TotalMilliseconds;
                error.Write(string.Create(CultureInfo.InvariantCulture, $"Looked at {value.Seen:N0} of {files:N0} files; Ctrl-C reports what was seen   \r"));
            }
            finally
            {
                _gate.Exit();
            }
        }
    }
}
