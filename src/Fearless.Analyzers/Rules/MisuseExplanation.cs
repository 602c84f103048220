using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Ownership;

namespace Fearless.Analyzers.Rules;

/// <summary>Says which rule a use of something that was given away breaks, and tells it: what, since where, why not, and what to write instead.</summary>
internal static class MisuseExplanation
{
    public static Explanation Of(Misuse misuse)
    {
        Mark mark = misuse.Mark;
        string name = misuse.Holder.Name, where = $"in line {Line(mark.At)}{FileUnlessSame(misuse)}";
        if (mark.Transfer.Kind == TransferKind.Send)
        {
            return new(Rule.ChangedAfterSend,
                $"'{name}' is changed here, but was sent {where} by {mark.By}; whoever received it may use it at the same time. "
                + "Change it before it is sent, send a copy, or make a new one for each message.");
        }
        if (mark.Transfer.Kind == TransferKind.End)
        {
            return new(Rule.UsedAfterEnd,
                $"'{name}' is used here, but was ended {where} by {mark.By}; {misuse.Member} can only fail. "
                + "End it after its last use (a using declaration does), or use another one that is still open.");
        }
        string left = mark.LeavesNull ? "which left null behind" : "which owns it now";
        if (!misuse.Holder.Equals(mark.Holder))
        {
            return new(Rule.AliasUsedAfterMove,
                $"'{name}' is used here, but it is what '{mark.Holder.Name}' held, which was moved away {where} by {mark.By}; its new owner may use it at the same time, "
                + "or have disposed it. Keep one variable for what you move, or move a clone.");
        }
        return mark.At.SpanStart >= misuse.At.SpanStart || mark.At.Span.Contains(misuse.At.Span)
            ? new(Rule.MovedInEarlierRound,
                $"'{name}' is used here, but an earlier round of the loop moves it away, {where}, by {mark.By}, {left}. "
                + "Make it in the loop's body, move a clone in each round, or leave the loop after the move.")
            : new(Rule.UsedAfterMove,
                $"'{name}' is used here, but was moved away {where} by {mark.By}, {left}. "
                + "Use it before it is moved, or move a clone and keep this one.");
    }

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string FileUnlessSame(Misuse misuse) => misuse.Mark.At.SyntaxTree == misuse.At.SyntaxTree
        ? ""
        : " of " + misuse.Mark.At.SyntaxTree.FilePath.Split('/', '\\').Last();
}
