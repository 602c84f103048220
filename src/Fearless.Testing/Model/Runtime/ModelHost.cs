namespace Fearless.Testing;

/// <summary>An execution with its operating-system threads, which are kept from one check to the next: starting them takes as long as many executions.</summary>
internal sealed class ModelHost
{
    // As many as are used at the same time where tests run in parallel on a small machine; more are made and let go.
    private const int MostKept = 4;

    private static readonly Stack<ModelHost> Kept = new();

    private readonly Gate _start = new();
    private readonly Gate _done = new();
    private Gate? _spinner;
    private Action? _job;

    private ModelHost()
    {
        // A thread of its own: a check that cannot get off its stack must not take the caller's with it, and thread-static state of
        // the caller must not reach the model.
        new Thread(Loop) { IsBackground = true, Name = "Fearless.Testing model" }.Start();
    }

    public Execution Execution { get; } = new();

    /// <summary>One that nobody else uses.</summary>
    public static ModelHost Rent()
    {
        lock (Kept)
        {
            if (Kept.TryPop(out ModelHost? kept))
                return kept;
        }
        return new ModelHost();
    }

    /// <summary>Does <paramref name="job"/>, which does not throw, on the thread of the model's body.</summary>
    public void Do(Action job)
    {
        _job = job;
        _start.LetGo();
        _done.Pass(ref _spinner);
    }

    /// <summary>Takes it back. No thread of the check is on its stack any more.</summary>
    public void Return()
    {
        Execution.Forget();
        lock (Kept)
        {
            if (Kept.Count < MostKept)
            {
                Kept.Push(this);
                return;
            }
        }
        Execution.Quit();
        _start.LetGo();
    }

    private void Loop()
    {
        while (true)
        {
            _start.Pass(ref _spinner);
            if (_job is not { } job)
                return;
            _job = null;
            Execution.Processor.Choose();
            job();
            SharedProcessor.Free();
            _done.LetGo();
        }
    }
}
