using Fearless.Testing.Linearizability;

namespace Fearless.Testing.Tests.Linearizability;

/// <summary>A history of a bounded queue that is made up, not observed, with the moments of all invocations and returns.</summary>
internal sealed class SimulatedHistory
{
    private static readonly Operation<object, SequentialQueue<int>> TryEnqueue = Declare(
        "TryEnqueue", typeof(int), static (model, argument) => model.TryEnqueue((int)argument!));

    private static readonly Operation<object, SequentialQueue<int>> TryDequeue = Declare<int?>(
        "TryDequeue", typeof(Nothing), static (model, _) => model.TryDequeue(out int item) ? item : null);

    private SimulatedHistory(IReadOnlyList<Step> steps, int threads)
    {
        Steps = steps;
        History = ToHistory(steps, threads);
    }

    public IReadOnlyList<Step> Steps { get; }

    public History<object, SequentialQueue<int>> History { get; }

    public static SequentialQueue<int> NewModel() => new(2);

    /// <summary>Runs threads in a random order, each operation taking effect at a moment of its own; some are never returned
    /// from.</summary>
    public static SimulatedHistory Linearizable(Random random, int threads, int operations)
    {
        SequentialQueue<int> model = NewModel();
        List<Step> steps = [];
        var current = new Step?[threads];
        int time = 0;
        while (steps.Count < operations || current.Any(static step => step is not null))
        {
            int thread = random.Next(threads);
            if (current[thread] is not { } step)
            {
                if (steps.Count == operations)
                {
                    // The last ones may never return.
                    if (random.Next(4) == 0)
                        return new(steps, threads);
                    continue;
                }
                bool isEnqueue = random.Next(2) == 0;
                var invocation = new Invocation<object, SequentialQueue<int>>(
                    isEnqueue ? TryEnqueue : TryDequeue, isEnqueue ? random.Next(1, 3) : Nothing.Instance);
                current[thread] = new Step(thread, invocation) { Invoked = time++ };
                steps.Add(current[thread]!);
            }
            else if (!step.HasEffect)
            {
                step.HasEffect = true;
                step.Result = step.Invocation.Operation == TryEnqueue ? (object)model.TryEnqueue((int)step.Invocation.Argument!) : Dequeue(model);
            }
            else
            {
                step.Outcome = Outcome.Returned(step.Result);
                step.Returned = time++;
                current[thread] = null;
            }
        }
        return new(steps, threads);
    }

    /// <summary>The same with some results changed for others that such an operation may have.</summary>
    public SimulatedHistory Corrupted(Random random)
    {
        List<Step> steps = [.. Steps.Select(static step => step.Copy())];
        for (int i = 0; i < 2; i++)
        {
            Step step = steps[random.Next(steps.Count)];
            if (step.Outcome.IsComplete)
                step.Outcome = Outcome.Returned(step.Invocation.Operation == TryEnqueue ? random.Next(2) == 0 : random.Next(3) is > 0 and int item ? (object)item : null);
        }
        return new(steps, History.Chains.Length - 2);
    }

    /// <summary>Whether any permutation of the operations explains what they returned: all are tried.</summary>
    public bool IsExplainedBy(Func<Step, Step, bool> precedes) => Search([], [.. Steps], precedes);

    /// <summary>Whether there was a moment between the two at which no operation was under way.</summary>
    public bool IsQuietBetween(Step first, Step second)
    {
        for (int moment = first.Returned; moment < second.Invoked; moment++)
        {
            if (Steps.All(step => step.Returned <= moment || step.Invoked > moment))
                return true;
        }
        return false;
    }

    private static bool Search(List<Step> order, List<Step> left, Func<Step, Step, bool> precedes)
    {
        if (left.TrueForAll(static step => !step.Outcome.IsComplete))
            return true;
        foreach (Step next in left.ToList())
        {
            if (left.Exists(other => other != next && precedes(other, next)))
                continue;
            order.Add(next);
            left.Remove(next);
            bool found = Fits(order) && Search(order, left, precedes);
            order.RemoveAt(order.Count - 1);
            left.Add(next);
            if (found)
                return true;
        }
        return false;
    }

    private static int? Dequeue(SequentialQueue<int> model) => model.TryDequeue(out int item) ? item : null;

    private static bool Fits(List<Step> order)
    {
        SequentialQueue<int> model = NewModel();
        return order.TrueForAll(step => step.Invocation.Apply(model, step.Outcome).IsAccepted);
    }

    private static History<object, SequentialQueue<int>> ToHistory(IReadOnlyList<Step> steps, int threads)
    {
        Step[][] chains = [[], .. Enumerable.Range(0, threads).Select(thread => steps.Where(step => step.Thread == thread).ToArray()), []];
        return new([.. chains.Select(chain => chain
            .Select(step => new HistoryStep<object, SequentialQueue<int>>(
                step.Invocation, step.Outcome, [.. chains.Select(other => other.Count(earlier => earlier.Returned < step.Invoked))]))
            .ToArray())]);
    }

    private static Operation<object, SequentialQueue<int>> Declare<TResult>(
        string name, Type argumentType, Func<SequentialQueue<int>, object?, TResult> model) => new(name)
        {
            ArgumentType = argumentType,
            Generate = static _ => null,
            Invoke = static (_, _, _) => null,
            Apply = OperationFactory.Exactly(model),
        };

    internal sealed class Step(int thread, Invocation<object, SequentialQueue<int>> invocation)
    {
        public int Thread { get; } = thread;

        public Invocation<object, SequentialQueue<int>> Invocation { get; } = invocation;

        public int Invoked { get; set; }

        public int Returned { get; set; } = int.MaxValue;

        public bool HasEffect { get; set; }

        public object? Result { get; set; }

        public Outcome Outcome { get; set; } = Outcome.Pending;

        public bool Precedes(Step other) => Returned < other.Invoked;

        public Step Copy() => (Step)MemberwiseClone();
    }
}
