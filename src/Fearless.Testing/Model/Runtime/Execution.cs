using System.Numerics;

namespace Fearless.Testing;

/// <summary>One run of the program at a time: its threads, whose turn it is, and what they did.</summary>
/// <remarks>
/// Exactly one model thread runs. It stops before each operation that others could notice, decides who goes on, and hands over if that is
/// another. So all of this state has one user at a time, and a hand-over is what orders them.
/// </remarks>
internal sealed class Execution
{
    private const int LongestSpin = 64;
    private const int LongestLivelock = 200;
    private const int MostRushes = 2;

    private readonly ModelThread[] _threads = new ModelThread[Clock.Threads];
    private ModelOptions _options = null!;
    private ExecutionContext? _context;
    private Strategy _strategy = null!;
    private Gate? _spinner;
    private int _osThreads;
    private int _count;
    private int _live;
    private uint _ready;
    private uint _yielding;
    private uint _timed;
    private int _idleYields;
    private long _stores;
    private int _option;
    private bool _aborting;
    private bool _quitting;
    private ModelThread _current = null!;

    public Event[] Events = new Event[256];
    public int EventCount;

    /// <summary>The last full fence, and the last opaque step.</summary>
    public int LastFence;
    public int LastOpaque;

    /// <summary>What the trace of this execution is written to; null when nobody wants it.</summary>
    public TraceBuilder? Trace;

    public Execution()
    {
        for (int index = 0; index < Clock.Threads; index++)
            _threads[index] = new ModelThread(this, index);
        Memory = new Memory(this);
    }

    public Memory Memory { get; }

    /// <summary>Where its threads run.</summary>
    public SharedProcessor Processor { get; } = new();

    public ModelFailure? Failure { get; private set; }

    public bool IsAborting => _aborting;

    /// <summary>Whether a load may read a value that was overwritten; if not, memory is sequentially consistent.</summary>
    public bool AllowsStaleReads { get; set; } = true;

    /// <summary>Whether full fences are steps that take effect in the order in which they are executed. See <see cref="FenceOrder"/> for how else.</summary>
    public bool OrdersFences => _options.OrdersFences;

    public int ThreadCount => _count;

    /// <summary>The threads whose next step would be that their time is over. They can do it at any moment.</summary>
    public uint Timed => _timed;

    public ModelThread Thread(int index) => _threads[index];

    public bool IsReady(int index) => (_ready & (1u << index)) != 0;

    /// <summary>The outcome so far, as a schedule that replays it.</summary>
    public Schedule Schedule
    {
        get
        {
            var steps = new (byte, ushort)[EventCount];
            for (int index = 0; index < EventCount; index++)
                steps[index] = (Events[index].Thread, Events[index].Option);
            return new Schedule(steps, AllowsStaleReads);
        }
    }

    /// <summary>Before the first run of a check, on the thread that asks for it.</summary>
    public void Prepare(ModelOptions options)
    {
        _options = options;
        _context = ExecutionContext.Capture();
        _quitting = false;
        _count = 0;
        AllowsStaleReads = options.WeakMemory;
        Memory.Prepare();
    }

    /// <summary>After the last run of a check: lets go of what belongs to it.</summary>
    public void Forget()
    {
        _options = null!;
        _context = null;
        _strategy = null!;
        Failure = null;
        foreach (ModelThread thread in _threads)
            thread.Reset("", null);
    }

    public void Use(Strategy strategy) => _strategy = strategy;

    /// <summary>Runs <paramref name="body"/> once under the strategy. On the operating-system thread of model thread 0.</summary>
    public void Run(Action body)
    {
        Begin();
        ModelThread main = _threads[0];
        Add(main, "main", body, null);
        _current = main;
        main.Pending = new Operation(OperationKind.Start);
        _strategy.Begin(this);
        ModelThread.Current = main;
        if (Next(main) is { } first)
            System.Diagnostics.Debug.Assert(first == main, "There is no other thread yet.");
        Record(main, main.Pending, -1);
        RunBody(main);
        if (!End(main))
            main.Gate.Pass(ref _spinner);
        if (_aborting)
            Abandon();
        Memory.End();
        ModelThread.Current = null;
    }

    /// <summary>Lets the operating-system threads go.</summary>
    public void Quit()
    {
        _quitting = true;
        for (int index = 1; index <= _osThreads; index++)
            _threads[index].Gate.LetGo();
    }

    public ModelThread Spawn(ModelThread parent, string? name, Action body)
    {
        CheckAborting();
        if (_count == Clock.Threads)
            throw new InvalidOperationException($"A model has at most {Clock.Threads} threads, the one that runs its body included. Use fewer: two or three show most races.");
        ModelThread thread = _threads[_count];
        Add(thread, name ?? $"thread {_count}", body, parent);
        if (thread.Index > _osThreads)
        {
            _osThreads = thread.Index;
            new Thread(() => WorkerLoop(thread)) { IsBackground = true, Name = "Fearless.Testing model thread" }.Start();
        }
        Trace?.Add(parent, $"starts {thread.Name}");
        return thread;
    }

    public void Join(ModelThread thread, ModelThread awaited)
    {
        if (awaited.Execution != this)
            throw new InvalidOperationException("That thread belongs to another check.");
        thread.Rush = 0;
        if (awaited.State != ModelThreadState.Ended)
        {
            thread.Awaited = awaited;
            thread.State = ModelThreadState.Joining;
            _ready &= ~Bit(thread);
        }
        Arrive(thread, new Operation(OperationKind.Join));
        thread.Awaited = null;
        thread.Past = Clock.Join(thread.Past, awaited.Past);
        thread.Before = Clock.Join(thread.Before, awaited.Before);
        Record(thread, thread.Pending, -1);
        thread.Known = Clock.Join(thread.Known, awaited.Known);
        Trace?.Add(thread, $"joins {awaited.Name}");
    }

    /// <summary>Stops before <paramref name="operation"/> until it is the turn of <paramref name="thread"/> to do it.</summary>
    public void Arrive(ModelThread thread, Operation operation)
    {
        CheckAborting();
        thread.Pending = operation;
        SwitchFrom(thread);
    }

    /// <summary>Puts <paramref name="thread"/> to sleep until it is woken or, when <paramref name="isTimed"/>, its time is over.</summary>
    public void FallAsleep(ModelThread thread, int location, bool isTimed)
    {
        thread.SleepsOn = location;
        thread.WasWoken = false;
        _ready &= ~Bit(thread);
        if (isTimed)
            _timed |= Bit(thread);
        thread.State = isTimed ? ModelThreadState.AsleepForATime : ModelThreadState.Asleep;
        thread.Pending = new Operation(isTimed ? OperationKind.TimeOut : OperationKind.Resume, location);
        SwitchFrom(thread);
        thread.State = ModelThreadState.Ready;
        thread.SleepsOn = -1;
        _timed &= ~Bit(thread);
        _ready |= Bit(thread);
    }

    public void WakeUp(ModelThread sleeper, ModelThread waker)
    {
        sleeper.WasWoken = true;
        sleeper.Past = Clock.Join(sleeper.Past, waker.Past);
        sleeper.Before = Clock.Join(sleeper.Before, waker.Before);
        sleeper.Pending = new Operation(OperationKind.Resume);
        sleeper.State = ModelThreadState.Ready;
        _timed &= ~Bit(sleeper);
        _ready |= Bit(sleeper);
    }

    public int ChooseOption(int options) => _option = options > 1 ? _strategy.ChooseOption(this, options) : 0;

    public int Floor(ModelThread thread) => _strategy.Floors[thread.Index];

    public void CountStore(ModelThread thread)
    {
        _stores++;
        thread.OwnStores++;
        _idleYields = 0;
    }

    /// <summary>A step that spins. See the README on loops.</summary>
    public void Yield(ModelThread thread)
    {
        CheckAborting();
        if (thread.Rush > 0)
        {
            if (++thread.Rush < LongestSpin)
                return;
            thread.Rush = 0;
        }
        else
        {
            thread.LookedBefore = thread.Looked;
            thread.Looked = 0;
            if (_stores - thread.OwnStores != thread.StoresSeen)
            {
                Refresh(thread);
                return;
            }
            // A loop that does more than read could spin on without end, and find the same each time.
            int options = thread.Rushes < MostRushes ? 2 : 1;
            Arrive(thread, new Operation(OperationKind.Choose));
            int rushes = ChooseOption(options);
            Record(thread, thread.Pending, -1);
            if (rushes == 1)
            {
                thread.Rushes++;
                Trace?.Add(thread, "spins on without waiting");
                Refresh(thread);
                thread.Rush = 1;
                return;
            }
        }

        thread.State = ModelThreadState.Yielding;
        _ready &= ~Bit(thread);
        _yielding |= Bit(thread);
        Arrive(thread, new Operation(OperationKind.Yield));
        _yielding &= ~Bit(thread);
        _ready |= Bit(thread);
        thread.State = ModelThreadState.Ready;
        Record(thread, thread.Pending, -1);
        Trace?.Add(thread, "spins");
        Refresh(thread);
    }

    /// <summary>Notes that a step was done. Its number is returned.</summary>
    /// <param name="thread">Who did it.</param>
    /// <param name="operation">What it did.</param>
    /// <param name="readFrom">The event that stored what a load read; -1 for none.</param>
    public int Record(ModelThread thread, Operation operation, int readFrom)
    {
        int index = EventCount++;
        if (index == Events.Length)
            Array.Resize(ref Events, index * 2);
        thread.Time++;
        Clock.Set(ref thread.Known, thread.Index, thread.Time);
        Clock before = thread.Past;
        Clock past = before;
        Clock.Set(ref past, thread.Index, thread.Time);
        if (readFrom >= 0)
            past = Clock.Join(past, Events[readFrom].Past);
        if (OrdersFences && operation.IsFence && LastFence >= 0)
            past = Clock.Join(past, Events[LastFence].Past);
        if (LastOpaque >= 0)
            past = Clock.Join(past, Events[LastOpaque].Past);
        if (operation.Writes || (operation.Kind == OperationKind.Load && !AllowsStaleReads))
            past = Clock.Join(past, Memory.PastOf(operation));
        Clock.Set(ref thread.Before, thread.Index, thread.Time);
        if (readFrom >= 0)
            thread.Before = Clock.Join(thread.Before, Events[readFrom].Before);
        if (LastOpaque >= 0)
            thread.Before = Clock.Join(thread.Before, Events[LastOpaque].Before);
        if (operation.Writes)
            Memory.At(operation.Location).Follow(ref thread.Before);
        if (operation.Kind == OperationKind.Opaque)
        {
            for (int other = 0; other < _count; other++)
            {
                past = Clock.Join(past, _threads[other].Past);
                thread.Before = Clock.Join(thread.Before, _threads[other].Before);
            }
        }

        ref Event done = ref Events[index];
        done.Operation = operation;
        done.Option = (ushort)_option;
        _option = 0;
        done.Thread = (byte)thread.Index;
        done.Time = thread.Time;
        done.Past = past;
        done.Before = thread.Before;
        _strategy.Floors[thread.Index] = 0;
        BeforeStep = before;
        _strategy.Done(this, index);

        thread.Past = past;
        if (operation.IsFence)
            LastFence = index;
        if (operation.Kind == OperationKind.Opaque)
            LastOpaque = index;
        Memory.Note(thread, operation, index);
        return index;
    }

    /// <summary>What the thread of the step that is being recorded had in its past before it.</summary>
    public Clock BeforeStep { get; private set; }

    /// <summary>Ends the execution because of what it has shown.</summary>
    public void Fail(ModelFailure failure)
    {
        Failure ??= failure;
        _aborting = true;
        throw new ExecutionAbortedException();
    }

    public void CheckAborting()
    {
        if (_aborting)
            throw new ExecutionAbortedException();
    }

    /// <summary>Lets time pass, so that what the thread does next is told apart from what it did before.</summary>
    public static void Tick(ModelThread thread) => Clock.Set(ref thread.Known, thread.Index, ++thread.Time);

    private static uint Bit(ModelThread thread) => 1u << thread.Index;

    private void Begin()
    {
        _count = 0;
        _live = 0;
        _ready = _yielding = _timed = 0;
        _idleYields = 0;
        _option = 0;
        _stores = 0;
        _aborting = false;
        Failure = null;
        EventCount = 0;
        LastFence = LastOpaque = -1;
        Memory.Begin();
    }

    private void Add(ModelThread thread, string name, Action body, ModelThread? parent)
    {
        thread.Reset(name, body);
        if (parent is not null)
        {
            // What the parent did since its last step is known to the child too, what it does from now on is not.
            Tick(parent);
            thread.Known = parent.Known;
            thread.Past = parent.Past;
            thread.Before = parent.Before;
            thread.Now = parent.Now;
        }
        thread.StoresSeen = _stores;
        _count++;
        _live++;
        _ready |= Bit(thread);
    }

    private void Refresh(ModelThread thread)
    {
        thread.Horizon = EventCount;
        if (thread.StoresSeen != _stores - thread.OwnStores)
            thread.Rushes = 0;
        thread.StoresSeen = _stores - thread.OwnStores;
    }

    private void SwitchFrom(ModelThread thread)
    {
        ModelThread? next = Next(thread);
        if (next == thread)
            return;
        next!.Gate.LetGo();
        thread.Gate.Pass(ref _spinner);
        CheckAborting();
    }

    // Who does the next step; null when all have ended.
    private ModelThread? Next(ModelThread from)
    {
        if (_live == 0)
            return null;
        if (EventCount >= _options.MaxSteps)
            Fail(new ModelFailure(ModelFailureKind.Livelock, $"The execution did not end within {_options.MaxSteps} steps (ModelOptions.MaxSteps). A loop that waits must "
                + "call Spin.Wait, Spin.Yield or a Backoff, so that others are let go first; a model must be small.", null));
        uint enabled = _ready;
        for (uint yielding = _yielding; yielding != 0; yielding &= yielding - 1)
        {
            ModelThread thread = _threads[BitOperations.TrailingZeroCount(yielding)];
            if (_stores - thread.OwnStores != thread.StoresSeen)
                enabled |= Bit(thread);
        }
        if (enabled == 0 && _timed == 0 && _yielding != 0)
        {
            // Nobody can make progress but those who spin: they spin on, perhaps to give up and do something else.
            enabled = _yielding;
            if (++_idleYields > LongestLivelock)
                Fail(new ModelFailure(ModelFailureKind.Livelock, "Threads spin for ever: " + Waits() + ".", null));
        }
        if ((enabled | _timed) == 0)
            Fail(Deadlock());
        int chosen = _strategy.ChooseThread(this, enabled | _timed, from.Index);
        _current = _threads[chosen];
        return _current;
    }

    private ModelFailure Deadlock()
    {
        bool othersEnded = true;
        for (int index = 0; index < _count; index++)
            othersEnded &= _threads[index].State is not ModelThreadState.Joining || index == 0;
        int asleep = _threads.Take(_count).Count(static thread => thread.State == ModelThreadState.Asleep);
        return asleep > 0 && othersEnded
            ? new ModelFailure(ModelFailureKind.LostWakeUp, $"No thread can go on, and nobody is left to wake those who sleep: {Waits()}.", null)
            : new ModelFailure(ModelFailureKind.Deadlock, $"No thread can go on: {Waits()}.", null);
    }

    private string Waits() => string.Join("; ", _threads.Take(_count).Where(static thread => thread.State != ModelThreadState.Ended).Select(thread => thread.State switch
    {
        ModelThreadState.Joining => $"{thread.Name} waits for the end of {thread.Awaited!.Name}",
        ModelThreadState.Yielding => $"{thread.Name} spins",
        ModelThreadState.Asleep or ModelThreadState.AsleepForATime => $"{thread.Name} sleeps on {Memory.NameOf(thread.SleepsOn)}",
        _ => $"{thread.Name} is ready",
    }));

    private void WorkerLoop(ModelThread thread)
    {
        ModelThread.Current = thread;
        while (true)
        {
            thread.Gate.Pass(ref _spinner);
            if (_quitting)
                return;
            Processor.Follow(ref thread.Processor);
            if (!_aborting)
            {
                Record(thread, thread.Pending, -1);
                RunBody(thread);
            }
            End(thread);
        }
    }

    private void RunBody(ModelThread thread)
    {
        try
        {
            if (_context is null)
                thread.Body!();
            else
                ExecutionContext.Run(_context, static thread => ((ModelThread)thread!).Body!(), thread);
        }
        catch (ExecutionAbortedException)
        {
        }
        catch (Exception exception)
        {
            if (!_aborting)
            {
                Trace?.Add(thread, $"throws {exception.GetType().Name}");
                Failure = new ModelFailure(ModelFailureKind.Exception, $"{thread.Name} threw {exception.GetType().Name}: {exception.Message}", exception);
                _aborting = true;
            }
        }
    }

    // Whether the execution is over.
    private bool End(ModelThread thread)
    {
        thread.State = ModelThreadState.Ended;
        // What it did after its last step is known to whoever joins it.
        Clock.Set(ref thread.Known, thread.Index, (ushort)(thread.Time + 1));
        _ready &= ~Bit(thread);
        _live--;
        if (!_aborting)
        {
            for (int index = 0; index < _count; index++)
            {
                ModelThread joiner = _threads[index];
                if (joiner.State == ModelThreadState.Joining && joiner.Awaited == thread)
                {
                    joiner.State = ModelThreadState.Ready;
                    _ready |= Bit(joiner);
                }
            }
            try
            {
                if (Next(thread) is { } next)
                {
                    next.Gate.LetGo();
                    return false;
                }
            }
            catch (ExecutionAbortedException)
            {
            }
        }
        if (thread.Index == 0)
            return true;
        _threads[0].Gate.LetGo();
        return true;
    }

    // Takes every thread that has not ended off its stack. On thread 0, which has.
    private void Abandon()
    {
        for (int index = 1; index < _count; index++)
        {
            ModelThread thread = _threads[index];
            if (thread.State == ModelThreadState.Ended)
                continue;
            thread.Gate.LetGo();
            _threads[0].Gate.Pass(ref _spinner);
        }
    }
}
