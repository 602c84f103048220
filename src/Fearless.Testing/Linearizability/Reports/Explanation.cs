using System.Globalization;
using System.Text;

namespace Fearless.Testing.Linearizability;

/// <summary>Says how far an order gets, and what stands in the way of every operation that might come next.</summary>
internal static class Explanation
{
    public static void Write<TSubject, TModel>(StringBuilder report, Contradiction<TSubject, TModel> contradiction, Func<TModel> createModel)
    {
        History<TSubject, TModel> history = contradiction.History;
        int[] order = contradiction.Verdict.Order;
        var replay = new ModelReplay<TSubject, TModel>(createModel);
        int[] position = new int[history.Chains.Length];
        report.AppendLine(order.Length == 0 ? "  No operation can come first:" : "  An order gets no further than this:");
        for (int i = 0; i < order.Length; i++)
        {
            HistoryStep<TSubject, TModel> step = history.Chains[order[i]][position[order[i]]++];
            replay.TryAdvance(step);
            string note = step.GaveUp ? "  (gave up: no effect)" : step.Outcome.Kind == OutcomeKind.Pending ? "  (if it took effect)" : "";
            report.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1,3}. {history.NameOf(order[i])}: {step}{note}");
        }
        if (order.Length > 0)
            report.AppendLine("  Then none can come next:");
        for (int chain = 0; chain < history.Chains.Length; chain++)
        {
            if (position[chain] < history.Chains[chain].Length)
                report.AppendLine(CultureInfo.InvariantCulture, $"       {history.NameOf(chain)}: {Obstacle(history, position, chain, replay)}");
        }
    }

    private static string Obstacle<TSubject, TModel>(
        History<TSubject, TModel> history, int[] position, int chain, ModelReplay<TSubject, TModel> replay)
    {
        HistoryStep<TSubject, TModel> step = history.Chains[chain][position[chain]];
        for (int other = 0; other < position.Length; other++)
        {
            if (position[other] < step.After[other])
                return $"{step} began when {history.Chains[other][position[other]].Invocation} of {history.NameOf(other)} had returned";
        }
        Answer answer = replay.Ask(step);
        return step.Outcome.Kind switch
        {
            OutcomeKind.Waiting => $"{step.Invocation} still waits, but the specification lets it go on",
            _ when answer.IsAccepted => $"{step}, after which nothing fits any more",
            OutcomeKind.Returned or OutcomeKind.Threw => $"{step}, but the specification says: {answer.Expected}",
            _ => $"{step}",
        };
    }
}
