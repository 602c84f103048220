using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings;

/// <summary>Finds every place where something concurrent is used, right or wrong, and says what it is for.</summary>
internal static class PlaceFinder
{
    public static IEnumerable<Place> In(MemberCode member)
    {
        bool isBrowser = Rules.ThreadsInTheBrowser.IsBrowser(member);
        foreach (IOperation operation in member.Operations)
        {
            if (Of(operation) is not var (workload, uses))
                continue;
            yield return new Place(Shapes.At(operation), isBrowser ? Workload.NoThreads : workload, uses);
        }
    }

    private static (Workload Workload, string Uses)? Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => OfCall(call),
        IObjectCreationOperation creation => OfCreation(creation),
        ILockOperation => (Workload.SharedState, "lock"),
        _ => null,
    };

    private static (Workload, string)? OfCreation(IObjectCreationOperation creation) => (Types.SpaceOf(creation.Type), creation.Type?.Name) switch
    {
        ("System.Threading", "Thread") => (IsKept(creation) ? Workload.Background : Workload.KnownThreads, "Thread"),
        ("System.Threading", "Timer" or "PeriodicTimer") => (Workload.Background, "Timer"),
        ("System.Collections.Concurrent", "BlockingCollection") => (Workload.ProducerConsumer, "BlockingCollection"),
        ("System.Collections.Concurrent", { } name) when name.StartsWith("Concurrent", StringComparison.Ordinal) => (Workload.SharedState, name),
        ("System.Threading", "Lock" or "SemaphoreSlim" or "ReaderWriterLockSlim" or "Mutex" or "SpinLock") => (Workload.SharedState, creation.Type!.Name),
        _ => null,
    };

    private static bool IsKept(IObjectCreationOperation thread) =>
        thread.Parent is ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } };

    private static (Workload, string)? OfCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string uses = $"{method.ContainingType?.Name}.{method.Name}";
        return (Types.SpaceOf(method.ContainingType), method.ContainingType?.Name, method.Name) switch
        {
            ("System.Threading.Tasks", "Parallel", "Invoke") => (Workload.ForkJoin, uses),
            ("System.Threading.Tasks", "Parallel", "For" or "ForEach" or "ForAsync" or "ForEachAsync") => (OfBody(call), uses),
            ("System.Linq", "ParallelEnumerable", "AsParallel") => (Workload.DataParallel, uses),
            ("System.Threading.Tasks", "Task" or "TaskFactory", "Run" or "StartNew") => (Workload.Background, uses),
            ("System.Threading.Tasks", "Task", "WhenAll" or "WhenAny" or "WaitAll" or "WaitAny") => (Workload.ForkJoin, uses),
            ("System.Threading.Tasks", "Task", "Delay") => (Workload.Background, uses),
            ("System.Threading", "ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem") => (Workload.Background, uses),
            ("System.Threading", "Monitor", "Enter" or "TryEnter" or "Wait") => (Workload.SharedState, uses),
            ("System.Threading.Channels", "Channel", _) => (Workload.ProducerConsumer, uses),
            ("System.Net.Sockets", "TcpListener" or "Socket", { } name) when name.StartsWith("Accept", StringComparison.Ordinal) && name.EndsWith("Async", StringComparison.Ordinal) => (Workload.Connections, uses),
            ("Fearless", "ThreadScope", "Run") => (Workload.KnownThreads, uses),
            ("Fearless", "Par", "Join" or "Scope") => (Workload.ForkJoin, uses),
            ("Fearless", "ParallelSources", _) => (OfBody(call), uses),
            ("Fearless", "TaskScope", "RunAsync") => (Workload.Requests, uses),
            ("Fearless", "Executor", "BlockOn") => (Workload.Requests, uses),
            ("Fearless.Channels", "Channel", _) => (Workload.ProducerConsumer, uses),
            ("Fearless.Pipelines", "Pipeline", "From") => (Workload.Pipeline, uses),
            _ when Types.IsTask(method.ReturnType) => (Library.OutsideOf(method) | Library.OutsideOf(call.Instance?.Type)) switch
            {
                Effects.Files => (Workload.Files, uses),
                Effects.Network => (Workload.Requests, uses),
                _ => null,
            },
            _ => null,
        };
    }

    // What most of the body does decides what the loop is for.
    private static Workload OfBody(IInvocationOperation loop)
    {
        Effects outside = loop.Descendants().OfType<IInvocationOperation>().Aggregate(Effects.None, static (effects, call) => effects | Library.OutsideOf(call.TargetMethod));
        return outside.HasFlag(Effects.Network) ? Workload.Requests : outside.HasFlag(Effects.Files) ? Workload.Files : Workload.DataParallel;
    }
}
