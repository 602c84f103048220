// workload: shared-state
// expect: nothing
using System.Collections.Concurrent;

sealed record Session(string User);

sealed class Sessions
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public Session Open(string user) => _sessions.GetOrAdd(user, static user => new Session(user));
}
