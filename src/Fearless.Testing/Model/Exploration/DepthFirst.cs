using System.Numerics;

namespace Fearless.Testing;

/// <summary>Explores every execution that differs from the others, one deviation from the one before at a time.</summary>
/// <remarks>
/// Dynamic partial-order reduction with source sets and sleep sets; with a bound on preemptions, without sleep sets and with more
/// conservative backtrack points. The README has the argument.
/// SOURCE: Abdulla, Aronis, Jonsson, Sagonas, "Optimal dynamic partial order reduction", POPL 2014, algorithm 1; Coons, Musuvathi,
/// McKinley, "Bounded partial-order reduction", OOPSLA 2013.
/// </remarks>
internal sealed class DepthFirst : Strategy
{
    private readonly int _preemptionBound;
    private readonly bool _reduces;
    private Node[] _nodes = new Node[256];
    private int _depth;

    // Where the present execution is, and what sleeps there.
    private int _step;
    private byte _asleep;
    private bool _isRedundant;
    private bool _isExhausted;
    private bool _wasCut;

    /// <param name="preemptionBound">How often a thread may be interrupted that could go on; negative for no bound.</param>
    /// <param name="reduces">Whether to leave out what is equivalent to something explored.</param>
    public DepthFirst(int preemptionBound, bool reduces = true)
    {
        _preemptionBound = preemptionBound;
        _reduces = reduces;
    }

    public override bool IsExhausted => _isExhausted;

    /// <summary>Whether the bound on preemptions has left anything out.</summary>
    public bool WasCut => _wasCut;

    private bool IsBounded => _preemptionBound >= 0;

    private bool UsesSleep => _reduces && !IsBounded;

    public override void Begin(Execution execution)
    {
        _step = 0;
        _asleep = 0;
        _isRedundant = false;
        Array.Clear(Floors);
    }

    public override int ChooseThread(Execution execution, uint enabled, int current)
    {
        if (_step < _depth)
        {
            ref Node known = ref _nodes[_step];
            if (known.Enabled != (byte)enabled)
                execution.Fail(ModelFailure.Nondeterminism());
            EnterSleep(execution, known);
            return known.Thread;
        }

        uint candidates = enabled & ~(uint)_asleep;
        if (_isRedundant || candidates == 0)
        {
            // Whatever comes now is equivalent to what was explored. The execution is run to its end, since ending it early costs more.
            _isRedundant = true;
            return Prefer(execution, enabled, current);
        }

        if (_depth == _nodes.Length)
            Array.Resize(ref _nodes, _depth * 2);
        ref Node node = ref _nodes[_depth++];
        ref Node before = ref _nodes[Math.Max(0, _depth - 2)];
        bool couldGoOn = (enabled & ~execution.Timed & (1u << current)) != 0 && execution.Thread(current).State == ModelThreadState.Ready;
        node = new Node
        {
            Enabled = (byte)enabled,
            Asleep = _asleep,
            Options = 1,
            Previous = (sbyte)current,
            PreviousCouldGoOn = couldGoOn,
            Preemptions = _depth == 1 ? (ushort)0 : (ushort)(before.Preemptions + (IsPreemption(before) ? 1 : 0)),
        };
        node.Thread = (byte)Prefer(execution, candidates, current);
        node.Backtrack = _reduces ? (byte)(1 << node.Thread) : node.Enabled;
        return node.Thread;
    }

    public override int ChooseOption(Execution execution, int options)
    {
        if (_isRedundant)
            return 0;
        ref Node node = ref _nodes[_step];
        node.Options = (ushort)options;
        return node.Option;
    }

    public override void Done(Execution execution, int index)
    {
        if (_isRedundant)
            return;
        ref Event done = ref execution.Events[index];
        // What an earlier execution did up to here, it also looked at.
        if (_reduces && _step >= _depth - 1)
            new RaceReversal(execution, _nodes, IsBounded).Look(index);
        if (UsesSleep)
            StaysAsleep(execution, done);
        _step++;
    }

    public override bool Advance(Execution execution)
    {
        while (_depth > 0)
        {
            ref Node node = ref _nodes[_depth - 1];
            if (node.Option + 1 < node.Options)
            {
                node.Option++;
                return true;
            }
            node.Done |= (byte)(1 << node.Thread);
            node.Option = 0;
            node.Options = 1;
            uint left = (uint)(node.Backtrack & ~node.Done & ~node.Asleep);
            while (left != 0)
            {
                node.Thread = (byte)BitOperations.TrailingZeroCount(left);
                if (!IsBounded || node.Preemptions + (IsPreemption(node) ? 1 : 0) <= _preemptionBound)
                    return true;
                _wasCut = true;
                left &= left - 1;
            }
            _depth--;
        }
        _isExhausted = true;
        return false;
    }

    private static bool IsPreemption(in Node node) => node.PreviousCouldGoOn && node.Thread != node.Previous;

    // Goes on with the same thread, or takes the first; lets time pass only when nobody else can do a step.
    private static int Prefer(Execution execution, uint candidates, int current)
    {
        if ((candidates & ~execution.Timed) != 0)
            candidates &= ~execution.Timed;
        return (candidates & (1u << current)) != 0 ? current : BitOperations.TrailingZeroCount(candidates);
    }

    // What was explored from a node sleeps while its other steps are.
    private void EnterSleep(Execution execution, in Node node)
    {
        if (!UsesSleep)
            return;
        for (uint done = node.Done & ~(uint)node.Asleep; done != 0; done &= done - 1)
        {
            int thread = BitOperations.TrailingZeroCount(done);
            Operation pending = execution.Thread(thread).Pending;
            if (pending.Kind == OperationKind.Load)
                Floors[thread] = execution.Memory.At(pending.Location).Count;
        }
        _asleep = (byte)((node.Asleep | node.Done) & ~(1 << node.Thread));
    }

    private void StaysAsleep(Execution execution, in Event done)
    {
        for (uint sleepers = _asleep; sleepers != 0; sleepers &= sleepers - 1)
        {
            int thread = BitOperations.TrailingZeroCount(sleepers);
            Operation pending = execution.Thread(thread).Pending;
            if (thread == done.Thread)
            {
                _asleep &= (byte)~(1 << thread);
            }
            else if (pending.DependsOn(done.Operation, execution.AllowsStaleReads, execution.OrdersFences))
            {
                _asleep &= (byte)~(1 << thread);
                // A load that was explored wakes only for what was stored since.
                if (pending.Kind != OperationKind.Load || done.Operation.Kind == OperationKind.Opaque || !execution.AllowsStaleReads)
                    Floors[thread] = 0;
            }
        }
    }
}
