using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Fearless.Testing;

/// <summary>Collects what each thread does, and prints it with one column a thread.</summary>
internal sealed class TraceBuilder
{
    private const int Widest = 58;

    // Of a longer trace the beginning and the end are shown.
    private const int First = 60;
    private const int Last = 120;

    private readonly List<(int Thread, string Text, string Source)> _lines = [];
    private readonly List<string> _names = [];

    public void Add(ModelThread thread, string text)
    {
        while (_names.Count <= thread.Index)
            _names.Add(thread.Execution.Thread(_names.Count).Name);
        _lines.Add((thread.Index, text, SourceOf(new StackTrace(fNeedFileInfo: true))));
    }

    public override string ToString()
    {
        int[] widths = [.. _names.Select((name, thread) => Math.Min(Widest, _lines.Where(line => line.Thread == thread).Select(static line => line.Text.Length).Append(name.Length).Max()))];
        int number = _lines.Count.ToString(CultureInfo.InvariantCulture).Length;
        var text = new StringBuilder();
        text.Append(' ', number);
        for (int thread = 0; thread < _names.Count; thread++)
            text.Append(" │ ").Append(_names[thread].PadRight(widths[thread]));
        text.AppendLine(" │");
        for (int index = 0; index < _lines.Count; index++)
        {
            if (index == First && _lines.Count > First + Last)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"… {_lines.Count - First - Last} steps …");
                index = _lines.Count - Last;
            }
            var (owner, what, source) = _lines[index];
            text.Append((index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(number));
            for (int thread = 0; thread < _names.Count; thread++)
                text.Append(" │ ").Append((thread == owner ? what : "").PadRight(widths[thread]));
            text.Append(" │ ").AppendLine(source);
        }
        return text.ToString();
    }

    // The first frame that is neither the checker's nor that of the atomics: the code that is checked.
    private static string SourceOf(StackTrace stack)
    {
        foreach (StackFrame frame in stack.GetFrames())
        {
            System.Reflection.MethodBase? method = frame.GetMethod();
            string? space = method?.DeclaringType?.Namespace;
            if (method is null || space is null || method.DeclaringType!.Assembly == typeof(TraceBuilder).Assembly || space == "Fearless.Atomics" || space.StartsWith("System", StringComparison.Ordinal))
                continue;
            string? file = frame.GetFileName();
            string place = file is null ? "" : $"{Path.GetFileName(file)}:{frame.GetFileLineNumber()}";
            string name = method.DeclaringType.Name.Contains('<', StringComparison.Ordinal) || method.Name.Contains('<', StringComparison.Ordinal)
                ? "" : $" {method.DeclaringType.Name.Split('`')[0]}.{method.Name}";
            return (place + name).Trim();
        }
        return "";
    }
}
