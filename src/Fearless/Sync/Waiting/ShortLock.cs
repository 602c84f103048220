using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A lock for a few instructions on a list: never held while code of the user runs, a thread is woken, or anything else is waited
/// for.</summary>
/// <remarks>
/// One word: null when free, <see cref="Held"/> when held, and otherwise the stack of the threads that wait for the holder. A holder that
/// leaves takes the stack and frees the word in one exchange, then wakes all of them, and they compete again: waits are rare and short, and
/// none is lost because who waits and whether the lock is free are the same word.
/// <para>Not reentrant and not fair. A mutable struct: keep it in a field that is not <c>readonly</c>.</para>
/// <para><b>Memory ordering.</b> <see cref="Enter"/> and <see cref="Exit"/> are full fences.</para>
/// </remarks>
internal struct ShortLock
{
    private const int Spins = ModelBuild.IsActive ? 0 : 5;

    // Four or five microseconds. Four senders and a receiver, tasks on two cores and no buffer: 1.4 times what System.Threading.Channels
    // takes with the short pauses of threads, 0.8 with these. Threads, which answer each other, would take many times as long with these.
    // On one core the holder does not go on meanwhile.
    private static readonly int PatientPauses = Environment.ProcessorCount == 1 ? 0 : 120;

    private static readonly Waiting Held = new();

    [ThreadStatic]
    private static Waiting? _ofThisThread;

    private AtomicRef<Waiting> _word;

    /// <summary>Takes the lock; blocks while another thread holds it.</summary>
    public void Enter()
    {
        if (!TryEnter())
            EnterContended(isPatient: false);
    }

    /// <summary>Takes the lock like <see cref="Enter"/>, and leaves it to the holder for a while if it is held. For tasks: the holder has
    /// all that the lock guards in its cache and goes on to the next task, while two that take turns wait for each other's cache at every
    /// step.</summary>
    public void EnterPatiently()
    {
        if (!TryEnter())
            EnterContended(isPatient: true);
    }

    /// <summary>Gives the lock back. Only by the thread that has it.</summary>
    public void Exit()
    {
        // ORDERING: a full fence, here and in the exchange; what the holder wrote is seen by the next one, and what it reads next is read
        // after what it wrote was visible. Wait queues rely on the latter (Sync/README.md).
        if (!_word.CompareAndSet(Held, null))
            ExitContended();
    }

    private bool TryEnter() => _word.CompareAndSet(null, Held);

    private void EnterContended(bool isPatient)
    {
        var backoff = new Backoff();
        for (int spin = 0; spin < Spins; spin++)
        {
            if (isPatient)
                Spin.Wait(PatientPauses);
            else
                backoff.Spin();
            if (_word.ReadRelaxed() is null && TryEnter())
                return;
        }

        Waiting self = _ofThisThread is { IsOfThisExecution: true } kept ? kept : _ofThisThread = new Waiting();
        while (true)
        {
            Waiting? before = _word.ReadRelaxed();
            if (before is null)
            {
                if (TryEnter())
                    return;
                continue;
            }
            self.Prepare(before == Held ? null : before);
            if (!_word.CompareAndSet(before, self))
                continue;
            self.Park();
        }
    }

    private void ExitContended()
    {
        Waiting? waiting = _word.Exchange(null);
        while (waiting is not null)
        {
            // Read before the wake: the woken thread may wait again at once, in another stack.
            Waiting? next = waiting.Next;
            waiting.Wake();
            waiting = next;
        }
    }

    /// <summary>A thread that waits for a lock; each thread waits for one at a time, and uses the same object again.</summary>
    private sealed class Waiting
    {
        private Checked<Waiting?> _next;
        private readonly Parker _parker = ThreadParker.Current;
        private AtomicBool _woken;

        // Executions of the model checker share nothing.
        public bool IsOfThisExecution => !ModelBuild.IsActive || _parker == ThreadParker.Current;

        public Waiting? Next => _next.Read();

        public void Prepare(Waiting? next)
        {
            _woken.WriteRelaxed(false);
            _next.Write(next);
        }

        public void Park()
        {
            while (!_woken.Read())
                _parker.ParkUninterruptibly(Wakers.Outside);
        }

        public void Wake()
        {
            // RACE: the thread may see the flag, leave, and wait elsewhere before the unpark; the token that is then left over is allowed
            // for by every user of a thread's parker.
            Unparker unparker = _parker.Unparker;
            _woken.Write(true);
            unparker.Unpark();
        }
    }
}
