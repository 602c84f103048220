// workload: shared-state
// expect: FC4001 atomic @ _sessions[user] = new Session(user)
using System.Collections.Concurrent;

sealed record Session(string User);

sealed class Sessions
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public Session Open(string user)
    {
        if (!_sessions.ContainsKey(user))
            _sessions[user] = new Session(user);
        return _sessions[user];
    }
}
