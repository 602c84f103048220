using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>What is ready to run, in the order in which it became so. One thread's; allocates nothing.</summary>
/// <remarks>A mutable struct: keep it in a field that is not <c>readonly</c>.</remarks>
internal struct RunQueue
{
    private Work? _first;
    private Work? _last;

    public readonly bool IsEmpty => _first is null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(Work work)
    {
        if (_last is { } last)
            last.Next.Write(work);
        else
            _first = work;
        _last = work;
    }

    /// <summary>Adds a list, the first of which is <paramref name="work"/>.</summary>
    public void PushAll(Work? work)
    {
        while (work is not null)
        {
            Work? next = work.Next.Take();
            Push(work);
            work = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop([NotNullWhen(true)] out Work? work)
    {
        work = _first;
        if (work is null)
            return false;
        // What has run must not keep alive what comes after it.
        _first = work.Next.Take();
        if (_first is null)
            _last = null;
        return true;
    }
}
