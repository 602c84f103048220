using System.Numerics;

namespace Fearless.Testing;

/// <summary>Finds the steps that could as well have come after the one just done, and sees to it that the other order is explored.</summary>
internal readonly ref struct RaceReversal(Execution execution, Node[] nodes, bool isBounded)
{
    /// <summary>Looks at the step <paramref name="index"/>.</summary>
    public void Look(int index)
    {
        ref Event done = ref execution.Events[index];
        if (done.Operation.Kind == OperationKind.Wake)
            LetTimePassFirst(done.Operation.Location, ref nodes[index]);
        Span<int> candidates = stackalloc int[(2 * Clock.Threads) + 4];
        int count = Collect(done, index, candidates);
        for (int i = 0; i < count; i++)
        {
            ref Event earlier = ref execution.Events[candidates[i]];
            bool isImmediate = true;
            for (int j = 0; j < count && isImmediate; j++)
                isImmediate = j == i || execution.Events[candidates[j]].Past[earlier.Thread] < earlier.Time;
            if (isImmediate)
                Reverse(candidates[i], index);
        }
    }

    // The time of the sleeper that is woken here might have been over first. No step of its own shows that: the wake-up has ended its sleep.
    private void LetTimePassFirst(int location, ref Node node)
    {
        List<ModelThread> sleepers = execution.Memory.At(location).Sleepers;
        if (sleepers.Count > 0 && sleepers[0].State == ModelThreadState.AsleepForATime)
            node.Backtrack |= (byte)((1 << sleepers[0].Index) & node.Enabled);
    }

    private int Collect(in Event done, int index, Span<int> candidates)
    {
        Operation operation = done.Operation;
        int count = 0;
        if (operation.Kind == OperationKind.Opaque)
        {
            // The last step of each thread.
            uint found = 1u << done.Thread;
            for (int earlier = index - 1; earlier >= 0 && BitOperations.PopCount(found) < execution.ThreadCount; earlier--)
            {
                int thread = execution.Events[earlier].Thread;
                if ((found & (1u << thread)) != 0)
                    continue;
                found |= 1u << thread;
                Add(earlier, done, candidates, ref count);
            }
            return count;
        }

        Add(execution.LastOpaque, done, candidates, ref count);
        if (execution.OrdersFences && operation.IsFence)
            Add(execution.LastFence, done, candidates, ref count);
        if (operation.Writes)
        {
            Location location = execution.Memory.At(operation.Location);
            Add(location.LastWrite, done, candidates, ref count);
            for (uint readers = operation.Modifies ? location.Readers : 0; readers != 0; readers &= readers - 1)
                Add(location.LastReads[BitOperations.TrailingZeroCount(readers)], done, candidates, ref count);
        }
        else if (operation.Kind == OperationKind.Load && !execution.AllowsStaleReads)
        {
            Add(execution.Memory.At(operation.Location).LastWrite, done, candidates, ref count);
        }
        return count;
    }

    private void Add(int earlier, in Event done, Span<int> candidates, ref int count)
    {
        // One event can be the last in more than one respect.
        if (earlier < 0 || candidates[..count].Contains(earlier))
            return;
        ref Event candidate = ref execution.Events[earlier];
        // Not when its own past orders the two already.
        if (candidate.Thread != done.Thread && execution.BeforeStep[candidate.Thread] < candidate.Time)
            candidates[count++] = earlier;
    }

    // Explores from the node of `earlier` something that leads to the execution in which the two have changed places.
    private void Reverse(int earlier, int later)
    {
        ref Event first = ref execution.Events[earlier];
        ref Event second = ref execution.Events[later];

        // The steps between that do not need `first`, and then `second`: which threads can begin with them?
        Span<ushort> firstTimes = stackalloc ushort[Clock.Threads];
        uint begun = 0;
        uint initials = 0;
        for (int index = earlier + 1; index <= later; index++)
        {
            ref Event between = ref execution.Events[index];
            if (index < later && between.Past[first.Thread] >= first.Time)
                continue;
            int thread = between.Thread;
            if ((begun & (1u << thread)) != 0)
                continue;
            bool isInitial = true;
            for (uint others = begun; others != 0 && isInitial; others &= others - 1)
            {
                int other = BitOperations.TrailingZeroCount(others);
                isInitial = between.Past[other] < firstTimes[other];
            }
            if (isInitial)
                initials |= 1u << thread;
            begun |= 1u << thread;
            firstTimes[thread] = between.Time;
        }

        ref Node node = ref nodes[earlier];
        initials &= node.Enabled;
        if (isBounded)
        {
            Demand(ref node, initials, second.Thread);
            // A preemption may be too much at this node, and not where the running thread began or came back.
            int start = earlier;
            while (start > 0 && nodes[start - 1].Thread == nodes[earlier].Thread)
                start--;
            Demand(ref nodes[start], nodes[start].Enabled, second.Thread);
            return;
        }
        if ((initials & (node.Backtrack | node.Asleep)) == 0)
            Demand(ref node, initials, second.Thread);
    }

    private static void Demand(ref Node node, uint threads, int preferred)
    {
        if ((threads & (1u << preferred)) != 0)
            node.Backtrack |= (byte)(1 << preferred);
        else if (threads != 0 && (threads & node.Backtrack) == 0)
            node.Backtrack |= (byte)(threads & (uint)-(int)threads);
    }
}
