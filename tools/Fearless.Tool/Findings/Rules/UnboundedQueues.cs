using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1006: a channel without a bound.</summary>
internal sealed class UnboundedQueues : Rule
{
    private static readonly RuleInfo Info = new("FA1006", "A channel has no bound");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IInvocationOperation call in member.All<IInvocationOperation>())
        {
            if (!Types.IsMethod(call.TargetMethod, "System.Threading.Channels.Channel", "CreateUnbounded") && !Types.IsMethod(call.TargetMethod, "Fearless.Channels.Channel", "Unbounded"))
                continue;
            bool isOurs = call.TargetMethod.Name == "Unbounded";
            string element = call.TargetMethod.TypeArguments[0].ToMinimalDisplayString(member.Model, call.Syntax.SpanStart);
            yield return new Finding(Info, Shapes.At(call), member.Name, Workload.ProducerConsumer, Approach.Channel,
                "This channel takes whatever comes: where the consumer is slower for a while, memory grows, and nothing holds the producer back. Give it a bound, and let Send wait.",
                new(0.7, "it is not seen here what else might limit the values"))
            {
                Rewrite = isOurs ? new Rewrite($"Channel.Bounded<{element}>(100)", call.Syntax.Span) : new Rewrite($"Channel.CreateBounded<{element}>(100)", call.Syntax.Span),
            };
        }
    }
}
