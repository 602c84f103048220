using System.Globalization;
using System.Text;

namespace Fearless.Testing.Linearizability;

/// <summary>Draws a history: a column for each thread, and each operation from its invocation to its return.</summary>
/// <remarks>The clocks leave open how operations lay that no thread saw in order. Those are drawn as overlapping as can be. An order that
/// the picture adds is one that was possible; since even without it no order explains the history, none does with it.</remarks>
internal static class HistoryPicture
{
    public static void Write<TSubject, TModel>(StringBuilder report, History<TSubject, TModel> history)
    {
        HistoryStep<TSubject, TModel>[][] chains = history.Chains;
        int[] threads = [.. Enumerable.Range(1, chains.Length - 2).Where(chain => chains[chain].Length > 0)];
        if (chains[0].Length > 0)
            report.AppendLine(CultureInfo.InvariantCulture, $"  before:  {string.Join("; ", chains[0].AsEnumerable())}");
        if (threads.Length > 0)
            WriteThreads(report, history, threads);
        if (chains[^1].Length > 0)
            report.AppendLine(CultureInfo.InvariantCulture, $"  after:   {string.Join("; ", chains[^1].AsEnumerable())}");
    }

    private static void WriteThreads<TSubject, TModel>(StringBuilder report, History<TSubject, TModel> history, int[] threads)
    {
        List<(int Chain, string Cell)> rows = Rows(history, threads);
        int[] widths = [.. threads.Select(chain => rows.Where(row => row.Chain == chain).Select(static row => row.Cell.Length).Append(8).Max())];
        report.Append("  ").AppendLine(string.Join("   ", threads.Select((chain, i) => history.NameOf(chain).PadRight(widths[i]))).TrimEnd());
        bool[] open = new bool[threads.Length];
        foreach ((int chain, string cell) in rows)
        {
            int column = Array.IndexOf(threads, chain);
            var line = new StringBuilder("  ");
            for (int i = 0; i < threads.Length; i++)
                line.Append((i == column ? cell : open[i] ? "│" : "").PadRight(widths[i] + 3));
            report.AppendLine(line.ToString().TrimEnd());
            open[column] = cell[0] == '┌';
        }
    }

    /// <summary>The invocations and returns in an order that the clocks allow, with as much overlap as can be.</summary>
    private static List<(int Chain, string Cell)> Rows<TSubject, TModel>(History<TSubject, TModel> history, int[] threads)
    {
        HistoryStep<TSubject, TModel>[][] chains = history.Chains;
        List<(int Chain, string Cell)> rows = [];
        int[] returned = new int[chains.Length];
        returned[0] = chains[0].Length;
        bool[] isOpen = new bool[chains.Length];
        while (true)
        {
            foreach (int chain in threads)
            {
                if (isOpen[chain] || !LinearizationSearch<TSubject, TModel>.IsMinimal(chains, returned, chain))
                    continue;
                isOpen[chain] = true;
                rows.Add((chain, $"┌ {chains[chain][returned[chain]].Invocation}"));
            }
            int next = NextToReturn(chains, threads, isOpen, returned);
            if (next < 0)
                return rows;
            HistoryStep<TSubject, TModel> step = chains[next][returned[next]];
            string end = step.Outcome is { Kind: OutcomeKind.Returned, Value: Nothing } ? "" : $" {step.Outcome}";
            if (rows[^1].Chain == next)
                rows[^1] = (next, $"─ {step}");
            else
                rows.Add((next, $"└{end}"));
            isOpen[next] = false;
            returned[next]++;
        }
    }

    /// <summary>An operation that another thread waits to have behind it; else any that is followed by another; else any.</summary>
    private static int NextToReturn<TSubject, TModel>(HistoryStep<TSubject, TModel>[][] chains, int[] threads, bool[] isOpen, int[] returned)
    {
        int best = -1;
        int bestRank = -1;
        foreach (int chain in threads)
        {
            if (!isOpen[chain])
                continue;
            bool isAwaited = threads.Any(other => !isOpen[other] && returned[other] < chains[other].Length
                && chains[other][returned[other]].After[chain] > returned[chain]);
            int rank = isAwaited ? 2 : returned[chain] + 1 < chains[chain].Length ? 1 : 0;
            if (rank > bestRank)
                (best, bestRank) = (chain, rank);
        }
        return best;
    }
}
