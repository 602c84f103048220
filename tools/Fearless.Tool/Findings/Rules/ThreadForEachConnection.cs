using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1007: a server with a thread for each connection.</summary>
internal sealed class ThreadForEachConnection : Rule
{
    private static readonly RuleInfo Info = new("FA1007", "A thread is made for each connection", Rank: 6);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IInvocationOperation accept in member.All<IInvocationOperation>().Where(static call => Accepts(call.TargetMethod)))
        {
            if (Shapes.LoopAround(accept) is not { } loop || loop.Body.Descendants().FirstOrDefault(StartsThread) is not { } start)
                continue;
            yield return new Finding(Info, Shapes.At(start), member.Name, Workload.Connections, Approach.Tasks,
                $"Each connection that {accept.TargetMethod.Name} gives gets a thread of its own here: thousands of them would mostly wait, with a stack of a megabyte each. "
                + "Accept, receive and send asynchronously, with a task for each connection, in a scope that ends with all of them.",
                new(0.9, "the loop accepts a connection, and starts a thread for it"))
            {
                Rewrite = Rewrite.Outline(
                    """
                    Executor.BlockOn(() => TaskScope.RunAsync(async scope =>
                    {
                        while (true)
                            _ = scope.Spawn(Serve(await listener.AcceptTcpClientAsync()));
                    }));
                    """),
                Covers = start.Syntax.Span,
            };
        }
    }

    private static bool Accepts(IMethodSymbol method) =>
        Types.IsMethod(method, "System.Net.Sockets.TcpListener", "AcceptTcpClient", "AcceptSocket") || Types.IsMethod(method, "System.Net.Sockets.Socket", "Accept")
        || Types.IsMethod(method, "System.Net.HttpListener", "GetContext");

    private static bool StartsThread(IOperation operation) => Shapes.IsThread(operation) || Shapes.IsComputationAsTask(operation)
        || operation is IInvocationOperation { TargetMethod: var method } && Types.IsMethod(method, "System.Threading.ThreadPool", "QueueUserWorkItem", "UnsafeQueueUserWorkItem");
}
