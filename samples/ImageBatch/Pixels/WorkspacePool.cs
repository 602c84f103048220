using System.Collections.Concurrent;

namespace ImageBatch.Pixels;

/// <summary>
/// Lends each running piece of work a <see cref="Workspace"/> and takes it back. It makes as many as run at one time and no more, so memory
/// depends on the workers and the largest picture, not on how many pictures there are. A lease, unlike a thread-local, stays right
/// when a waiting worker runs another piece of work in between.
/// </summary>
internal sealed class WorkspacePool
{
    private readonly ConcurrentStack<Workspace> _idle = new();
    private int _made;

    /// <summary>How many workspaces have been made: at most the number of pieces of work that ran at one time.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Borrows a workspace until the lease is disposed.</summary>
    public Lease Rent()
    {
        if (!_idle.TryPop(out Workspace? workspace))
        {
            workspace = new Workspace();
            Interlocked.Increment(ref _made);
        }

        return new Lease(this, workspace);
    }

    /// <summary>A borrowed workspace.</summary>
    internal readonly ref struct Lease(WorkspacePool pool, Workspace workspace)
    {
        public Workspace Workspace { get; } = workspace;

        public void Dispose() => pool._idle.Push(Workspace);
    }
}
