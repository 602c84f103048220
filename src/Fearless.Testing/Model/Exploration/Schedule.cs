using System.Globalization;
using System.Text;

namespace Fearless.Testing;

/// <summary>The choices of one execution: whose step, and which outcome of it.</summary>
/// <remarks>Written as <c>0*3.1.1/2</c>: thread 0 three times, thread 1, and thread 1 with outcome 2. A leading <c>sc:</c> stands for sequentially
/// consistent memory.</remarks>
internal sealed record Schedule((byte Thread, ushort Option)[] Steps, bool AllowsStaleReads)
{
    private const string Consistent = "sc:";

    public static Schedule Parse(string text)
    {
        bool stale = !text.StartsWith(Consistent, StringComparison.Ordinal);
        var steps = new List<(byte, ushort)>();
        try
        {
            foreach (string part in (stale ? text : text[Consistent.Length..]).Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                (string outcome, ushort times) = Split(part, '*', otherwise: 1);
                (string thread, ushort option) = Split(outcome, '/', otherwise: 0);
                byte index = byte.Parse(thread, NumberStyles.None, CultureInfo.InvariantCulture);
                if (index >= Clock.Threads || times == 0)
                    throw new FormatException();
                for (; times > 0; times--)
                    steps.Add((index, option));
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new ArgumentException($"\"{text}\" is no schedule. Copy it from the report of a failure.", nameof(text), exception);
        }
        return new Schedule([.. steps], stale);
    }

    // What stands before the sign, and the number behind it.
    private static (string Before, ushort Number) Split(string text, char sign, ushort otherwise)
    {
        int at = text.IndexOf(sign, StringComparison.Ordinal);
        return at < 0 ? (text, otherwise) : (text[..at], ushort.Parse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    public override string ToString()
    {
        var text = new StringBuilder(AllowsStaleReads ? "" : Consistent);
        for (int index = 0; index < Steps.Length;)
        {
            int end = index + 1;
            while (end < Steps.Length && Steps[end] == Steps[index])
                end++;
            if (index > 0)
                text.Append('.');
            text.Append(Steps[index].Thread);
            if (Steps[index].Option != 0)
                text.Append('/').Append(Steps[index].Option);
            if (end - index > 1)
                text.Append('*').Append(end - index);
            index = end;
        }
        return text.ToString();
    }
}
