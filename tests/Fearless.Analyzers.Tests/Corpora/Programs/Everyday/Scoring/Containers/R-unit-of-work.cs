// race FC1002: one unit of work, like a DbContext, for two queries
class Session
{
    private readonly List<object> _tracked = new();
    public T Track<T>(T item) where T : class { /*first, second*/_tracked.Add(item); return item; }
}

static class Program
{
    static async Task Run(Session session)
    {
        Task<string> users = Task.Run(() => session.Track("users"));
        Task<string> orders = Task.Run(() => session.Track("orders"));
        await Task.WhenAll(users, orders);
    }
}
