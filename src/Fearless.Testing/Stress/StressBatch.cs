using Fearless.Testing.Running;

namespace Fearless.Testing.Stress;

/// <summary>Many states, which the actors go through in the same order and side by side.</summary>
/// <remarks>
/// The order is a stride through the states, another one each time, so that neither the prefetcher nor the cache line of a neighbour makes
/// all runs alike; and the actors meet every few states only, again another number each time, so that they are now in step and now a little
/// apart.
/// <para>SOURCE: OpenJDK jcstress, whose runners go through arrays of states in strides for the same reasons.</para>
/// </remarks>
internal sealed class StressBatch<TState>(IReadOnlyList<Action<TState>> actors, int size)
{
    private readonly MeetingPoint _meeting = new(actors.Count);
    private readonly TState[] _states = new TState[size];
    private int _start;
    private int _stride;
    private int _stretch;

    public ReadOnlySpan<TState> States => _states;

    public void Reset(Func<TState> create, Random random)
    {
        for (int i = 0; i < _states.Length; i++)
            _states[i] = create();
        _meeting.Reset();
        _start = random.Next(size);
        // INVARIANT: the size is a power of two and the stride odd, so that every state comes once.
        _stride = (random.Next(size) * 2) + 1;
        // From one to all states, short ones as often as long ones.
        _stretch = 1 << random.Next(int.Log2(size) + 1);
    }

    /// <summary>Does one actor's part with every state.</summary>
    public void Run(int actor)
    {
        Action<TState> act = actors[actor];
        TState[] states = _states;
        int index = _start;
        int untilMeeting = 0;
        int meetings = 0;
        for (int i = 0; i < states.Length; i++)
        {
            if (untilMeeting-- == 0)
            {
                _meeting.Meet(actor, meetings++);
                untilMeeting = _stretch - 1;
            }
            act(states[index & (states.Length - 1)]);
            index = unchecked(index + _stride);
        }
    }
}
